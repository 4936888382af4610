contacts-day = 日
