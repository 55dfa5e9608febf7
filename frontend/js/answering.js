/* Answering with a script: each answer is saved as it is given, said aloud, and tried again while the network is away. */
const PAUSE = 700;
const RETRIES = [2000, 5000, 10000, 20000];

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[’']/g, " ");

class Saving {
  constructor(form) {
    this.form = form;
    this.status = document.querySelector("[data-saving]");
    this.told = document.querySelector("[data-told]");
    this.isChanged = this.isUnderWay = this.isOver = false;
    this.failures = 0;
    form.addEventListener("change", () => this.soon(0));
    form.addEventListener("input", (event) => { if (event.target.matches("textarea")) this.soon(PAUSE); });
    form.addEventListener("submit", () => { this.isLeaving = true; });
    addEventListener("online", () => this.soon(0));
    addEventListener("pageshow", () => { this.isLeaving = false; });
    addEventListener("beforeunload", (event) => { if (this.failures && this.isChanged && !this.isLeaving) event.preventDefault(); });
  }

  say(words, state) {
    this.status.textContent = words;
    this.status.dataset.state = state;
  }

  soon(wait) {
    this.isChanged = true;
    clearTimeout(this.wait);
    this.wait = setTimeout(() => this.save(), wait);
  }

  async save() {
    if (this.isUnderWay || this.isOver || this.isLeaving || !this.isChanged) return;
    this.isUnderWay = true;
    this.isChanged = false;
    this.say(this.status.dataset.underWay, "under-way");
    try {
      const answer = await fetch(location.href, { method: "POST", body: this.fields(), headers: { "X-Autosave": "1" }, signal: AbortSignal.timeout(15000) });
      const isOurs = answer.headers.get("Content-Type")?.startsWith("application/json");
      if (!isOurs || answer.status >= 500) throw new Error(String(answer.status));
      const found = await answer.json();
      if (answer.ok) this.keep(found);
      else this.stop(found.told);
    } catch {
      this.failed();
    }
    this.isUnderWay = false;
    if (this.isChanged && !this.failures) this.soon(0);
  }

  fields() {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) if (name !== "q" && name !== "do") fields.append(name, value);
    return fields;
  }

  failed() {
    this.isChanged = true;
    const wait = RETRIES[Math.min(this.failures, RETRIES.length - 1)];
    this.failures += 1;
    this.say(this.status.dataset.failed, "failed");
    clearTimeout(this.wait);
    this.wait = setTimeout(() => this.save(), wait);
  }

  stop(words) {
    this.isOver = true;
    this.say(words || this.status.dataset.stopped, "failed");
  }

  keep(found) {
    this.failures = 0;
    this.form.elements.version.value = found.version;
    for (const [code, values] of Object.entries(found.kept)) this.remember(code, values);
    for (const code of found.brought) this.show(code, found.kept[code]);
    if (found.told) {
      this.told.textContent = found.told;
      this.told.hidden = false;
    }
    const faults = Object.keys(found.faults);
    for (const place of this.form.querySelectorAll("[data-fault]")) {
      place.textContent = found.faults[place.dataset.fault] ?? "";
      place.hidden = !place.textContent;
    }
    this.say(faults.length ? this.status.dataset.faulty : this.status.dataset.saved, faults.length ? "failed" : "saved");
  }

  /* What the page was seen with: the next saving says what it changed since. */
  remember(code, values) {
    const name = `was-${code}`;
    for (const before of this.form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) if (before.value || before.type !== "hidden") before.remove();
    for (const value of values) {
      const field = document.createElement("textarea");
      field.name = name;
      field.hidden = true;
      field.value = value;
      this.form.append(field);
    }
  }

  show(code, values) {
    for (const field of this.form.querySelectorAll(`[name="${CSS.escape(code)}"]`)) {
      if (field.matches("[type=radio], [type=checkbox]")) field.checked = values.includes(field.value);
      else if (field.matches("textarea")) field.value = values[0] ?? "";
    }
  }
}

class Roster {
  constructor(form) {
    this.query = form.querySelector("[name=q]");
    this.found = form.querySelector("[data-found]");
    this.groups = [...form.querySelectorAll(".roster-group:not(.roster-chosen)")].map((group) => ({
      group,
      rows: [...group.querySelectorAll("label")].map((row) => ({ row, name: ` ${folded(row.textContent.trim())}` })),
    }));
    this.letters = form.querySelector(".letters");
    this.none = form.querySelector("[name=none]");
    form.addEventListener("change", (event) => this.agree(form, event.target));
    if (this.query.value) return;
    form.querySelector("[value=search]").hidden = true;
    this.query.addEventListener("input", () => this.filter());
    this.query.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  }

  /* “None of these” and a tick contradict each other: the later one stands. */
  agree(form, target) {
    if (target === this.none && target.checked) for (const box of form.querySelectorAll("[name=organisations]:checked")) box.checked = false;
    else if (target.name === "organisations" && target.checked) this.none.checked = false;
  }

  filter() {
    const words = folded(this.query.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { group, rows } of this.groups) {
      let shown = 0;
      for (const { row, name } of rows) {
        const isShown = words.every((word) => name.includes(` ${word}`)) || row.querySelector("input").checked;
        row.hidden = !isShown;
        shown += isShown;
      }
      group.hidden = !shown;
      count += shown;
    }
    if (this.letters) this.letters.hidden = words.length > 0;
    clearTimeout(this.wait);
    this.wait = setTimeout(() => { this.found.textContent = words.length ? this.words(count) : ""; }, 300);
  }

  words(count) {
    const { one, many, none } = this.found.dataset;
    return count === 0 ? none : count === 1 ? one : many.replace("{n}", count);
  }
}

for (const form of document.querySelectorAll("form[data-roster]")) new Roster(form);
for (const form of document.querySelectorAll("form[data-autosave]")) new Saving(form);
