# joining
