// Field notes: what is written is kept on this telephone first and sent when there is a network. Without this file the
// form is an ordinary one.

import { ask, learn, list, new_key, on_change, person, put, remove, send } from "./outbox.js";

import { blame, empty, fill, typed } from "./fields.js";
import { prepare } from "./photo.js";

const NOTES = "tomoni-field";
const VOICE = ["words", "speaker", "described", "consent"];
const VISIT = ["title", "town", "day", "place", "spot", "audience"];
const form = document.getElementById("field");
const kept = document.getElementById("kept");
const record = document.getElementById("record");
const words = kept.dataset;
const slot = (card, name) => card.querySelector(`[data-slot="${name}"]`);
const label = (name) => words[`label${name[0].toUpperCase()}${name.slice(1)}`] ?? "";
const say = (text) => { kept.querySelector("[data-status]").textContent = text; };

// Whoever opened this page with a network; the shell has nobody in it and goes by who opened it last.
const owner = form.dataset.owner || localStorage.getItem(NOTES) || "";
let me;
let entries = [];
let editing = null;
let outcome = navigator.onLine ? "sent" : "offline";
let shell_kept = false;

// Fields

const today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

// What the server would say as well, said while it can still be mended on the spot.
const faults_of = (data) => {
  const faults = [];
  const missing = (field) => { if (!(data[field] ?? "").trim()) faults.push({ field, words: words.missing }); };
  const heard = (data.words ?? "").trim();
  if (data.visit === "new") {
    missing("title");
    missing("day");
    missing("audience");
    if (!me.town) missing("town");
  } else if (!data.note.trim() && !heard && photos.files.length === 0 && editing?.kind !== "photo") faults.push({ field: "note", words: words.nothing });
  if (heard) { missing("speaker"); missing("consent"); }
  return faults;
};

const pick = (data, names) => Object.fromEntries(names.map((name) => [name, data[name] ?? ""]));

// The form in pieces, each sent by itself: what is refused does not hold back the rest.
const photos = document.getElementById("f-file");
const caption = document.getElementById("f-caption");
const pieces = async (data) => {
  const base = { owner, hat: me.hat, named: me.named, status: "waiting", problems: [], at: Date.now(), changed: Date.now() };
  const found = [];
  let { visit } = data;
  let title = form.visit.selectedOptions[0]?.textContent ?? "";
  if (visit === "new") {
    const key = new_key();
    found.push({ ...base, key, kind: "visit", label: data.title, fields: pick(data, [...VISIT, "note"]) });
    [visit, title] = [key, data.title];
  } else if (data.note.trim()) {
    found.push({ ...base, key: new_key(), kind: "note", visit, label: title, fields: pick(data, ["note"]) });
  }
  if ((data.words ?? "").trim()) {
    found.push({ ...base, at: base.at + 1, key: new_key(), kind: "voice", visit, label: title, fields: pick(data, VOICE) });
  }
  if (editing?.kind === "photo") {
    found.push({ ...editing, ...pick(base, ["hat", "named", "status", "problems", "changed"]), why: "", visit, label: title, fields: { "file-caption": caption.value } });
  }
  for (const [number, file] of [...photos.files].entries()) {
    const at = base.at + 2 + number;
    found.push({ ...base, at, key: new_key(), kind: "photo", visit, label: title, fields: { "file-caption": caption.value }, ...await prepare(file) });
  }
  return found;
};

const stop_editing = () => {
  editing = null;
  document.getElementById("editing").hidden = true;
  const button = form.querySelector("[data-keep]");
  button.textContent = button.dataset.keep || button.textContent;
};

form.addEventListener("submit", async (event) => {
  if (!me) return;
  event.preventDefault();
  const data = typed(form);
  const faults = faults_of(data);
  blame(form, faults);
  if (faults.length > 0) return;
  const found = await pieces(data);
  if (editing) {
    const same = found.find((one) => one.kind === editing.kind) ?? found[0];
    const [old, key] = [same.key, editing.key];
    // The same key: if the older words are on the server by now, it will say so.
    Object.assign(same, { key, at: editing.at });
    for (const one of found) if (one.visit === old) one.visit = key;
  }
  try {
    for (const entry of found) await put(entry);
  } catch { say(words.full); return; }
  const visit = found.find((one) => one.kind === "visit");
  stop_editing();
  empty(form, ["note", ...VOICE, ...VISIT.filter((name) => !["audience", "day"].includes(name))]);
  photos.value = caption.value = "";
  localStorage.removeItem(begun);
  await show();
  if (visit) form.visit.value = visit.key;
  await attempt();
});

// What is begun is kept with every letter: a telephone may put the page away at any moment.
const begun = `${NOTES}-begun-${owner}`;
form.addEventListener("input", () => { if (me && !editing) localStorage.setItem(begun, JSON.stringify(typed(form))); });
const draft = () => JSON.parse(localStorage.getItem(begun) ?? "null");
form.querySelector("[data-stop]").addEventListener("click", () => { stop_editing(); empty(form, ["note", ...VOICE]); });

// The record of the chosen dialogue, as it was when there was a network.

const chosen = () => me?.visits.find((one) => one.id === form.visit.value);
const rewriting = (id) => entries.find((one) => one.kind === "change" && one.status !== "sent" && one.fields.id === id);
const area = document.getElementById("f-record");
const show_record = () => {
  const visit = chosen();
  record.hidden = !visit;
  if (visit && area.dataset.of !== visit.id) {
    area.value = rewriting(visit.id)?.fields.words ?? visit.notes;
    area.dataset.of = visit.id;
    area.dataset.version = visit.version;
    area.dataset.base = visit.notes;
  }
};
form.visit.addEventListener("change", () => show_record());
record.querySelector("[data-record]").addEventListener("click", async () => {
  const visit = chosen();
  if (!visit) return;
  const waiting = rewriting(visit.id);
  const { version, base } = waiting?.fields ?? area.dataset;
  const fields = { of: "record", id: visit.id, version, base, words: area.value };
  const before = waiting ?? { owner, hat: me.hat, named: me.named, key: new_key(), kind: "change", label: visit.title, at: Date.now() };
  await put({ ...before, fields, status: "waiting", problems: [], changed: Date.now() });
  record.open = false;
  delete area.dataset.of;
  await show();
  await attempt();
});

// What stands below the form

const said = (entry) => [entry.kind === "visit" ? entry.fields.title : "", text_of(entry), entry.fields.described ?? ""]
  .filter((one) => one.trim()).join("\n");
const text_of = (entry) => entry.fields.note ?? entry.fields.words ?? entry.fields["file-caption"] ?? "";
const time = new Intl.DateTimeFormat(document.documentElement.lang, { month: "numeric", day: "numeric", hour: "numeric", minute: "2-digit" });

const lines_of = (entry) => {
  const lines = (entry.problems ?? []).map(({ field, words: fault }) => (label(field) ? `${label(field)}: ${fault}` : fault));
  if (entry.status === "refused" && entry.why) lines.push(entry.why === "gone" ? words.gone : words.tooLarge);
  const begins = entries.find((one) => one.key === entry.visit);
  if (entry.status === "waiting" && begins && ["refused", "conflict"].includes(begins.status)) lines.push(words.unsent);
  return lines;
};

const card_of = (entry) => {
  const card = document.getElementById("entry").content.firstElementChild.cloneNode(true);
  const put_in = (name, text) => { slot(card, name).textContent = text; };
  put_in("kind", words[`kind${entry.kind[0].toUpperCase()}${entry.kind.slice(1)}`]);
  put_in("status", words[entry.status]);
  put_in("visit", entry.label);
  put_in("words", said(entry));
  put_in("at", time.format(entry.at));
  if (entry.seen) Object.assign(slot(card, "photo"), { src: entry.seen, alt: text_of(entry), hidden: false });
  slot(card, "at").dateTime = new Date(entry.at).toISOString();
  if (entry.hat !== me.hat) put_in("as", words.otherHat.replace("{name}", entry.named));
  card.dataset.is = entry.status;
  const lines = lines_of(entry);
  slot(card, "problems").hidden = lines.length === 0;
  slot(card, "problems").replaceChildren(...lines.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
  const can = new Set();
  if (entry.status === "waiting" || entry.status === "refused") {
    can.add("discard");
    if (entry.status === "refused" || outcome !== "sent") can.add("again");
    if (entry.kind !== "change") can.add("edit");
  }
  if (entry.status === "sent") {
    can.add("open");
    if (entry.message || entry.fields.of === "message") can.add("reword");
  }
  if (entry.path) card.querySelector("[data-do='open']").href = entry.path;
  if (entry.status === "conflict") {
    can.add("leave").add(entry.kind === "voice" ? "also" : "merge");
    slot(card, "both").hidden = false;
    slot(card, "words").hidden = true;
    put_in("why", entry.why === "already" ? words.already : words.both);
    put_in("mine", text_of(entry));
    put_in("theirs", entry.theirs.words);
    if (entry.kind !== "voice") writing(card, entry.merged ?? text_of(entry));
  }
  for (const button of card.querySelectorAll("[data-do]")) {
    button.hidden = !can.has(button.dataset.do);
    button.addEventListener("click", () => act[button.dataset.do]?.(entry, card));
  }
  return card;
};
const writing = (card, text) => {
  const area = slot(card, "merged");
  const id = `merged-${card.dataset.key ?? new_key()}`;
  area.id = id;
  slot(card, "label").htmlFor = id;
  area.value = text;
  slot(card, "writing").hidden = false;
};

// Once the other words stand on the server, ours go over them as a change of their own.
const over = (entry, { version, base, text }) => ({
  owner, hat: entry.hat, named: entry.named, key: new_key(), kind: "change", label: entry.label, visit: entry.visit, message: entry.message, path: entry.path,
  at: entry.at, changed: Date.now(), status: "waiting", problems: [],
  fields: { of: entry.message ? "message" : "record", id: entry.message ?? entry.path.split("/").pop(), version, base, words: text },
});
const settled = (entry) => {
  const name = entry.fields.note === undefined ? "words" : "note";
  return { ...entry, status: "sent", sent: Date.now(), version: entry.theirs.version, fields: { ...entry.fields, [name]: entry.theirs.words } };
};

const act = {
  again: async (entry) => { await put({ ...entry, status: "waiting", problems: [], why: "" }); await attempt(); },
  discard: async (entry) => { if (confirm(words.sure)) { await remove(entry.key); await show(); } },
  edit: (entry) => {
    editing = entry;
    empty(form, ["note", ...VOICE, "title", "town", "place", "spot"]);
    caption.value = entry.fields["file-caption"] ?? "";
    fill(form, { ...entry.fields, visit: entry.kind === "visit" ? "new" : entry.visit });
    show_record();
    blame(form, entry.problems ?? []);
    const button = form.querySelector("[data-keep]");
    button.dataset.keep ||= button.textContent;
    button.textContent = button.dataset.instead;
    document.getElementById("editing").hidden = false;
    form.scrollIntoView();
  },
  reword: (entry, card) => {
    writing(card, text_of(entry));
    card.querySelector("[data-do='merge']").hidden = false;
    slot(card, "merged").focus();
  },
  merge: async (entry, card) => {
    const text = slot(card, "merged").value;
    if (entry.status === "sent") {
      // A text that arrived is written anew: the version we know is the one it had then.
      await remove(entry.key);
      await put(over(entry, { version: entry.version, base: text_of(entry), text }));
    } else if (entry.kind === "change") {
      const fields = { ...entry.fields, words: text, version: entry.theirs.version, base: entry.theirs.words };
      await put({ ...entry, fields, status: "waiting", changed: Date.now() });
    } else {
      await put(settled(entry));
      await put(over(entry, { version: entry.theirs.version, base: entry.theirs.words, text }));
    }
    await attempt();
  },
  also: async (entry) => {
    await put({ ...entry, key: new_key(), status: "waiting", why: "", theirs: null, at: entry.at + 1, changed: Date.now() });
    await put(settled(entry));
    await attempt();
  },
  leave: async (entry) => { await put(settled(entry)); await show(); },
};

const show_choices = () => {
  const now = form.visit.value;
  const news = [...form.visit.options].find((one) => one.value === "new");
  const known = me.visits.map((one) => [one.id, `${one.day.slice(5).replace("-", "/")} ${one.title}`]);
  const ours = entries.filter((one) => one.kind === "visit" && one.hat === me.hat && !(one.path && me.visits.some((visit) => one.path.endsWith(visit.id))));
  const own = ours.map((one) => [one.key, one.fields.title]);
  const asked = [...form.visit.options].filter((one) => one.dataset.asked !== undefined || (form.dataset.owner && !one.dataset.own && one.value !== "new"))
    .filter((one) => !known.some(([id]) => id === one.value)).map((one) => [one.value, one.textContent]);
  form.visit.replaceChildren(...[...asked, ...own, ...known].map(([value, text]) => {
    const option = new Option(text, value);
    if (!asked.some(([id]) => id === value)) option.dataset.own = "1";
    return option;
  }), news);
  const arrived = entries.find((one) => one.key === now && one.path);
  fill(form, { visit: arrived && ![...form.visit.options].some((one) => one.value === now) ? arrived.path.split("/").pop() : now });
};

const show = async () => {
  entries = await list(owner);
  me = await person(owner) ?? me;
  const place = kept.querySelector("[data-entries]");
  const cards = new Map([...place.children].map((card) => [card.dataset.key, card]));
  const next = [...entries].reverse().map((entry) => {
    // A card whose entry did not change keeps what is being typed in it.
    const stamp = JSON.stringify([entry, me.hat, outcome, lines_of(entry)]);
    const old = cards.get(entry.key);
    if (old && old.dataset.stamp === stamp) return old;
    const card = card_of(entry);
    card.dataset.key = entry.key;
    card.dataset.stamp = stamp;
    return card;
  });
  place.replaceChildren(...next);
  kept.querySelector("[data-none]").hidden = next.length > 0;
  show_choices();
  show_record();
  const waiting = entries.filter((entry) => entry.status === "waiting").length;
  const lines = {
    offline: words.offline, "signed-out": words.signedOut, failed: words.failed,
    sent: waiting === 0 && entries.length > 0 && entries.every((entry) => entry.status === "sent") ? words.allSent : "",
  };
  say([lines[outcome], waiting > 0 ? words.count.replace("{n}", waiting) : "", shell_kept ? "" : words.noShell].filter(Boolean).join(" "));
  kept.dataset.state = outcome;
  kept.querySelector("[data-sign-in]").hidden = outcome !== "signed-out";
};

let trying = null;
const attempt = () => {
  trying ??= (async () => {
    const said = await send();
    outcome = said.outcome;
    // Somebody else is signed in by now: this page is not theirs.
    if (said.owner && said.owner !== owner) { location.replace("/field"); return; }
    if (said.sent > 0) {
      const state = await ask();
      if (state?.owner === owner) await learn(state);
    }
    if (outcome === "offline" && shell_kept) {
      const worker = await navigator.serviceWorker.ready;
      await worker.sync?.register("tomoni-field").catch(() => {});
    }
    await show();
  })().finally(() => { trying = null; });
  return trying;
};

const keep_shell = async () => {
  try {
    await navigator.serviceWorker.register("/sw.js", { scope: "/field" });
    shell_kept = true;
    // From here on the page can be opened again without a network.
    navigator.serviceWorker.ready.then(() => { kept.dataset.shell = "kept"; });
  } catch { shell_kept = Boolean(navigator.serviceWorker?.controller); }
};

const start = async () => {
  kept.hidden = false;
  try { entries = await list(owner); } catch { say(words.unsupported); return; }
  me = owner ? await person(owner) : undefined;
  if (form.dataset.owner) {
    localStorage.setItem(NOTES, owner);
    const state = await ask();
    if (state?.owner === owner) { await learn(state); me = await person(owner); }
  }
  if (!me) {
    form.hidden = !form.dataset.owner;
    kept.querySelector("[data-none]").hidden = true;
    say(words.unknown);
    return;
  }
  document.getElementById("photos").hidden = false;
  if (me.town) document.getElementById("field-town").hidden = true;
  for (const who of document.querySelectorAll("[data-who]")) who.textContent = words.as.replace("{name}", me.named);
  form.day.value ||= today();
  await keep_shell();
  await show();
  // The shell has no dialogues until here; the page that came from the server keeps the one it was opened for.
  const asked = new URLSearchParams(location.search).get("dialogue");
  const left = draft();
  if (left) fill(form, asked ? { ...left, visit: asked } : left);
  else if (!form.dataset.owner) fill(form, { visit: asked ?? form.visit.options[0].value });
  show_record();
  on_change(() => show());
  addEventListener("online", attempt);
  addEventListener("offline", () => { outcome = "offline"; show(); });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") attempt(); });
  setInterval(() => { if (entries.some((one) => one.status === "waiting")) attempt(); }, 30_000);
  await attempt();
  kept.dataset.ready = "1";
};
start();
