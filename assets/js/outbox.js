// What was written on this telephone and is not on the server yet. Shared by the page and its service worker: no DOM in
// here, and every line that exports begins with the word.

const open_store = () => new Promise((done, fail) => {
  const asked = indexedDB.open("tomoni-field", 1);
  asked.onupgradeneeded = () => {
    const db = asked.result;
    db.createObjectStore("entries", { keyPath: "key" }).createIndex("owner", "owner");
    db.createObjectStore("people", { keyPath: "owner" });
  };
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => fail(asked.error);
});

// One transaction: `work` gets the store; what its request finds is the answer once everything is on the disk.
const within = async (name, mode, work) => {
  const db = await open_store();
  try {
    return await new Promise((done, fail) => {
      const tx = db.transaction(name, mode, { durability: "strict" });
      const asked = work(tx.objectStore(name));
      tx.oncomplete = () => done(asked?.result);
      tx.onabort = tx.onerror = () => fail(tx.error ?? new Error("not kept"));
    });
  } finally { db.close(); }
};

const told = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("tomoni-field");

// Says to other tabs, and to the page from its worker, that something changed.
export const on_change = (hear) => told?.addEventListener("message", hear);
const tell = () => told?.postMessage("changed");

export const new_key = () =>
  `k-${[...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;

// Changes one row where it lies, so that nothing written meanwhile is lost.
const amend = (name, key, change) => within(name, "readwrite", (store) => {
  const asked = store.get(key);
  asked.onsuccess = () => {
    const next = change(asked.result);
    if (next) store.put(next);
  };
});

// Entries of one person, in the order written.
export const list = async (owner) => {
  const all = await within("entries", "readonly", (store) => store.index("owner").getAll(owner));
  return all.sort((one, other) => one.at - other.at || (one.key < other.key ? -1 : 1));
};
export const put = async (entry) => { await within("entries", "readwrite", (store) => store.put(entry)); tell(); };
export const remove = async (key) => { await within("entries", "readwrite", (store) => store.delete(key)); tell(); };

// What is known of a person: their hat, and the dialogues taken along.
export const person = (owner) => within("people", "readonly", (store) => store.get(owner));

const KEPT = 7 * 24 * 3600 * 1000;

// Whose session this is. `null` without a network; `{ signed_out: true }` without a session.
export const ask = async () => {
  try {
    const answer = await fetch("/field/state", { headers: { accept: "application/json" }, redirect: "manual", cache: "no-store" });
    if (answer.type === "opaqueredirect" || answer.status === 401) return { signed_out: true };
    return answer.ok ? await answer.json() : null;
  } catch { return null; }
};

export const learn = ({ owner, hat, named, town, writes, visits }) =>
  within("people", "readwrite", (store) => store.put({ owner, hat, named, town, writes, visits }));

const body_of = (entry, csrf) => {
  const body = entry.photo ? new FormData() : new URLSearchParams();
  body.set("csrf", csrf);
  body.set("once", entry.key);
  body.set("hat", entry.hat);
  if (entry.kind !== "change") body.set("visit", entry.kind === "visit" ? "new" : entry.visit);
  for (const [name, value] of Object.entries(entry.fields)) body.set(name, value);
  // The server looks at the form before it takes the file.
  if (entry.photo) body.set("file", entry.photo, entry.name);
  return body;
};

// Sends one entry and writes down what came of it. Answers "next", or why the rest has to wait.
const path_of = (entry, begins) => {
  if (entry.kind !== "photo") return entry.kind === "change" ? "/field/changes" : "/field";
  return `/field/photos/${begins?.path.split("/").pop() ?? entry.visit}`;
};
const send_one = async (entry, begins, csrf) => {
  let answer;
  try {
    answer = await fetch(path_of(entry, begins), { method: "POST", headers: { accept: "application/json" }, body: body_of(entry, csrf), redirect: "manual", cache: "no-store" });
  } catch { return "offline"; }
  let said = {};
  try { said = await answer.json(); } catch { /* Something between here and there answered. */ }
  const outcome = came_of(entry, answer, said);
  if (typeof outcome === "string") return outcome;
  await amend("entries", entry.key, (now) => {
    if (!now) return null;
    // Corrected on its way: what came back is about the older words. The next try compares.
    if (now.changed !== entry.changed) return { ...now, ...outcome, status: "waiting", problems: [] };
    return { ...now, problems: [], why: "", ...outcome };
  });
  tell();
  return "next";
};

const came_of = (entry, answer, said) => {
  if (answer.ok && said.path) {
    const taken = { path: said.path, message: said.message, version: said.version };
    // Taken before with other words, since the answer was lost and somebody corrected them here.
    if (said.theirs) return { ...taken, status: "conflict", why: "already", theirs: said.theirs };
    // A photo that arrived is looked at there; here its small picture is enough.
    return { ...taken, status: "sent", sent: Date.now(), ...(entry.photo ? { photo: null } : {}) };
  }
  if (answer.status === 422 && said.problems) return { status: "refused", problems: said.problems };
  if (answer.status === 409 && said.conflict) return { status: "conflict", why: "both", theirs: said.theirs, merged: said.merged };
  if (answer.status === 404 || (answer.status === 403 && entry.photo)) return { status: "refused", why: "gone" };
  if (answer.status === 413) return { status: "refused", why: "too-large" };
  return answer.status === 401 || answer.type === "opaqueredirect" ? "signed-out" : "failed";
};

const send_all = async () => {
  const state = await ask();
  if (!state) return { outcome: "offline" };
  if (state.signed_out) return { outcome: "signed-out" };
  await learn(state);
  const { owner, hat, csrf } = state;
  let sent = 0;
  for (const { key } of await list(owner)) {
    // Read again: what came before may have changed what comes after.
    const all = await list(owner);
    const entry = all.find((one) => one.key === key);
    if (!entry || entry.status !== "waiting" || entry.hat !== hat) continue;
    const begins = all.find((one) => one.key === entry.visit);
    if (begins && begins.status !== "sent") continue;
    const outcome = await send_one(entry, begins, csrf);
    if (outcome !== "next") return { outcome, owner, sent };
    sent += 1;
  }
  const old = (await list(owner)).filter((one) => one.status === "sent" && one.sent < Date.now() - KEPT);
  for (const entry of old) await remove(entry.key);
  return { outcome: "sent", owner, sent };
};

// Sends what waits, in order. Where the browser can, only one of several tabs does; the server takes each entry once anyhow.
export const send = async () => {
  try {
    if (typeof navigator.locks === "undefined") return await send_all();
    return await navigator.locks.request("tomoni-field", send_all);
  } finally { tell(); }
};

// Signing out: what this person wrote and what they were shown leaves the telephone. `sure` is asked when something has
// not been sent; answers whether to go on.
export const leave = async (sure) => {
  const state = await ask();
  if (!state?.owner) return true;
  const mine = await list(state.owner);
  const waiting = mine.filter((entry) => entry.status !== "sent").length;
  if (waiting > 0 && !sure(waiting)) return false;
  for (const entry of mine) await remove(entry.key);
  await within("people", "readwrite", (store) => store.delete(state.owner));
  if (typeof caches !== "undefined") {
    for (const name of await caches.keys()) if (name.startsWith("tomoni-field-")) await caches.delete(name);
  }
  for (const one of await navigator.serviceWorker?.getRegistrations() ?? []) await one.unregister();
  localStorage.removeItem(`tomoni-field-begun-${state.owner}`);
  localStorage.setItem("tomoni-field", "");
  return true;
};
