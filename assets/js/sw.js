// The service worker of /field. It keeps the shell of that one page, with nobody's data in it, and the files the shell
// needs; every other address goes to the network as if this were not here.

const CACHE = `tomoni-field-${VERSION}`;
const SHELL = "/field/offline";
const PATIENCE = 8000;

self.addEventListener("install", (event) => event.waitUntil((async () => {
  const cache = await caches.open(CACHE);
  await cache.addAll([...FILES, new Request(SHELL, { cache: "reload" })]);
  await self.skipWaiting();
})()));

self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("tomoni-field-") && name !== CACHE) await caches.delete(name);
  await self.clients.claim();
})()));

// The page from the network; its shell where there is none, or where something on the way only says that there is none.
const page = async (event) => {
  try {
    const answer = await Promise.race([
      fetch(event.request),
      new Promise((_, fail) => setTimeout(fail, PATIENCE, new Error("too slow"))),
    ]);
    if (answer.status < 500) {
      // In the language chosen by now.
      if (answer.ok) event.waitUntil(fresh().catch(() => {}));
      return answer;
    }
  } catch { /* No network. */ }
  const cache = await caches.open(CACHE);
  return await cache.match(SHELL) ?? Response.error();
};
const fresh = async () => {
  const answer = await fetch(SHELL, { cache: "reload" });
  if (answer.ok && !answer.redirected) await (await caches.open(CACHE)).put(SHELL, answer);
};

const file = async (request) => {
  const kept = await (await caches.open(CACHE)).match(request, { ignoreVary: true });
  return kept ?? fetch(request);
};

self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin) return;
  if (event.request.mode === "navigate" && pathname === "/field") event.respondWith(page(event));
  else if (FILES.includes(pathname)) event.respondWith(file(event.request));
});

// The network is back while no page is open.
self.addEventListener("sync", (event) => {
  if (event.tag !== "tomoni-field") return;
  event.waitUntil(send().then(({ outcome }) => {
    if (outcome === "offline" || outcome === "failed") throw new Error(outcome);
  }));
});
