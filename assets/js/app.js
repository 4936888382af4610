// Small comforts. Every page is complete without this file.

// A form with typed text asks before the page is left (data-guard on the form).
const touched = new Set();
for (const form of document.querySelectorAll("form[data-guard]")) {
  form.addEventListener("input", () => touched.add(form));
  form.addEventListener("submit", () => touched.clear());
}
addEventListener("beforeunload", (event) => {
  if (touched.size > 0) event.preventDefault();
});

// Letters left in a textarea: data-count="200", sentences with {n} in data-left and data-over.
for (const area of document.querySelectorAll("textarea[data-count]")) {
  const limit = Number(area.dataset.count);
  const { left, over } = area.dataset;
  if (!limit || !left) continue;
  const line = document.createElement("p");
  line.className = "counter";
  const heard = document.createElement("p");
  heard.className = "sr";
  heard.setAttribute("aria-live", "polite");
  area.after(line, heard);
  let pause = 0;
  const say = () => {
    const rest = limit - [...area.value].length;
    line.textContent = (rest < 0 && over ? over : left).replace("{n}", String(Math.abs(rest)));
    line.classList.toggle("is-over", rest < 0);
    clearTimeout(pause);
    // Spoken after a rest in typing, and only near the limit, so that it does not interrupt.
    if (rest < limit * 0.1) pause = setTimeout(() => { heard.textContent = line.textContent; }, 1000);
  };
  area.addEventListener("input", say);
  say();
}

// Drafts: what is typed is kept on the server for this person alone (data-draft names the place).
for (const form of document.querySelectorAll("form[data-draft]")) {
  const line = document.createElement("p");
  line.className = "quiet";
  line.setAttribute("role", "status");
  form.append(line);
  let pause = 0;
  let sent = false;
  const keep = async () => {
    const typed = [...new FormData(form)].filter(([, value]) => typeof value === "string");
    const fields = new URLSearchParams(typed);
    fields.set("place", form.dataset.draft);
    try {
      const answer = await fetch("/drafts", { method: "POST", headers: { accept: "application/json" }, body: fields });
      if (answer.ok && !sent) line.textContent = form.dataset.kept;
    } catch { /* Without a network the text is still in the form. */ }
  };
  form.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(keep, 1500); });
  form.addEventListener("submit", () => { sent = true; clearTimeout(pause); });
}

// Where the reader is, on request (data-spot names the field).
for (const button of document.querySelectorAll("button[data-spot]")) {
  if (!navigator.geolocation) continue;
  button.hidden = false;
  button.addEventListener("click", () => navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      document.getElementById(button.dataset.spot).value = `${coords.latitude.toFixed(6)}, ${coords.longitude.toFixed(6)}`;
    },
    () => { button.after(button.dataset.refused); },
    { enableHighAccuracy: true, timeout: 15_000 },
  ));
}

// A telephone that keeps field notes asks before signing out takes what was not sent, and forgets who wrote on it when
// somebody signs in.
const NOTES = "tomoni-field";
const keeps_notes = () => { try { return localStorage.getItem(NOTES) !== null; } catch { return false; } };
for (const form of document.querySelectorAll("form[action='/sign-out']")) {
  form.addEventListener("submit", async (event) => {
    if (!keeps_notes()) return;
    event.preventDefault();
    const { leave } = await import("./outbox.js");
    if (!await leave((count) => confirm(form.dataset.waiting.replace("{n}", count)))) return;
    form.submit();
  });
}
for (const form of document.querySelectorAll("form[action='/sign-in'], form[action='/demo/sign-in']")) {
  form.addEventListener("submit", () => { if (keeps_notes()) localStorage.setItem(NOTES, ""); });
}

// Menus close on Escape and on a press outside.
const openMenus = () => document.querySelectorAll("details.menu[open]");
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
  }
});
addEventListener("click", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});

// After a refused form the summary of what to mend is read first.
document.getElementById("error-summary")?.focus();

// Where printing is offered, the button prints; without scripts it stays hidden.
for (const button of document.querySelectorAll("button[data-print][hidden]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
