// The fields of a form: what is typed, put in, emptied, and found wrong.

export const typed = (form) => Object.fromEntries([...new FormData(form)].filter(([name]) => !["csrf", "once", "hat"].includes(name)));
export const fill = (form, values) => {
  for (const [name, value] of Object.entries(values)) {
    const field = form.elements.namedItem(name);
    // A choice that is gone by now stays what it was.
    if (field && !(field.options && ![...field.options].some((one) => one.value === value))) field.value = value;
  }
};
export const empty = (form, names) => {
  for (const name of names) {
    for (const field of form.querySelectorAll(`[name="${name}"]`)) {
      if (field.type === "radio") field.checked = false; else field.value = "";
      field.dispatchEvent(new Event("input"));
    }
  }
};

export const blame = (form, faults) => {
  for (const old of form.querySelectorAll("[data-fault]")) old.remove();
  for (const old of form.querySelectorAll(".has-error")) old.classList.remove("has-error");
  for (const old of form.querySelectorAll("[aria-invalid]")) old.removeAttribute("aria-invalid");
  for (const { field, words: fault } of faults) {
    const control = document.getElementById(`f-${field}`);
    const place = control?.closest(".field");
    if (!place) continue;
    const line = document.createElement("p");
    line.className = "error-text";
    line.id = `f-${field}-e`;
    line.dataset.fault = "";
    line.setAttribute("role", "alert");
    line.textContent = fault;
    place.classList.add("has-error");
    if (control.tagName !== "FIELDSET") control.setAttribute("aria-invalid", "true");
    place.append(line);
  }
  const first = faults.length > 0 && document.getElementById(`f-${faults[0].field}`);
  if (first) first.focus();
};
