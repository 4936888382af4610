// Messages arrive by themselves: over a stream where the office lets one through, otherwise by looking again.

const thread = document.querySelector("[data-live]");

if (thread) {
  const LOOK = 15_000;
  let failures = 0;
  let newest = "0";

  const put = (article) => {
    const old = document.getElementById(article.id);
    if (old && thread.contains(old)) {
      // What came meanwhile stays marked, and is not put again each time the page looks.
      article.classList.toggle("is-new", old.classList.contains("is-new"));
      if (old.outerHTML !== article.outerHTML) old.replaceWith(article);
      return;
    }
    const position = (one) => Number(one.id.slice(2));
    const after = [...thread.children].find((one) => position(one) > position(article));
    article.classList.add("is-new");
    thread.insertBefore(article, after ?? null);
    document.querySelector("[data-empty]")?.remove();
  };
  const read = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const article of page.querySelectorAll("article.message[id^='m-']")) put(document.adoptNode(article));
  };
  const give_up = () => {
    const line = document.createElement("p");
    line.className = "note";
    line.setAttribute("role", "status");
    line.textContent = thread.dataset.paused;
    thread.after(line);
  };
  const look = async () => {
    try {
      const answer = await fetch(thread.dataset.live, { headers: { accept: "text/html" } });
      // Not for these eyes any more; a server that is busy or starting again is asked once more.
      if (answer.redirected || [401, 403, 404].includes(answer.status)) return give_up();
      if (answer.ok) read(await answer.text());
    } catch { /* The network will be back; what is on the page stays. */ }
    setTimeout(look, LOOK);
  };
  const listen = () => {
    if (!("EventSource" in window)) return look();
    const stream = new EventSource(thread.dataset.live);
    stream.addEventListener("message", (event) => {
      failures = 0;
      newest = event.lastEventId || newest;
      read(event.data);
    });
    stream.addEventListener("open", () => { thread.dataset.open = "stream"; });
    stream.addEventListener("error", () => {
      failures += 1;
      // Refused, or cut again and again by something between here and there: look by ourselves.
      if (stream.readyState === EventSource.CLOSED || failures > 3) {
        stream.close();
        thread.dataset.open = "looking";
        look();
      }
    });
  };
  listen();
}
