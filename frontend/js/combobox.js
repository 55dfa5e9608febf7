/* A box that completes: the pattern of the ARIA Authoring Practices (combobox with a list, manual choice). */
let count = 0;

export class Combobox {
  /* `find(words)` promises options {value, label, note, group}; `choose(option)` is told what was chosen. */
  constructor(input, { find, choose, status }) {
    Object.assign(this, { input, find, choose, status, options: [], active: -1, asked: 0 });
    this.list = document.createElement("ul");
    this.list.className = "options";
    this.list.id = `options-${++count}`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", input.labels?.[0]?.textContent.trim() || input.getAttribute("aria-label") || "");
    this.list.hidden = true;
    input.parentElement.append(this.list);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": this.list.id, "aria-autocomplete": "list" })) input.setAttribute(name, value);
    input.addEventListener("input", () => this.search());
    input.addEventListener("keydown", (event) => this.press(event));
    input.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => this.point(event));
  }

  async search() {
    const turn = ++this.asked;
    const found = await this.find(this.input.value);
    if (turn === this.asked) this.show(found);
  }

  show(options) {
    this.options = options;
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    let group = "";
    this.list.replaceChildren(...options.flatMap((option, index) => {
      const item = this.item(option, index);
      if (!option.group || option.group === group) return [item];
      group = option.group;
      return [this.heading(group), item];
    }));
    this.list.hidden = options.length === 0;
    this.input.setAttribute("aria-expanded", String(options.length > 0));
    this.status(options.length, this.input.value);
  }

  item(option, index) {
    const item = document.createElement("li");
    item.id = `${this.list.id}-${index}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.index = index;
    item.textContent = option.label;
    if (option.note) {
      const note = document.createElement("span");
      note.className = "choice-note";
      note.textContent = option.note;
      item.append(note);
    }
    return item;
  }

  heading(text) {
    const heading = document.createElement("li");
    heading.className = "group";
    heading.setAttribute("role", "presentation");
    heading.textContent = text;
    return heading;
  }

  press(event) {
    const last = this.options.length - 1;
    const moves = { ArrowDown: this.active >= last ? 0 : this.active + 1, ArrowUp: this.active <= 0 ? last : this.active - 1 };
    if (event.key in moves) {
      event.preventDefault();
      if (this.list.hidden) this.search();
      else this.move(moves[event.key]);
    } else if (event.key === "Enter" && !this.list.hidden && this.active >= 0) {
      event.preventDefault();
      this.take(this.active);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    }
  }

  move(index) {
    this.active = index;
    for (const item of this.list.querySelectorAll("[role=option]")) {
      const isActive = Number(item.dataset.index) === index;
      item.setAttribute("aria-selected", String(isActive));
      if (isActive) {
        this.input.setAttribute("aria-activedescendant", item.id);
        item.scrollIntoView({ block: "nearest" });
      }
    }
  }

  point(event) {
    const item = event.target.closest("[role=option]");
    event.preventDefault();
    if (item) this.take(Number(item.dataset.index));
  }

  take(index) {
    const option = this.options[index];
    this.choose(option);
    this.close();
  }

  close() {
    this.asked++;
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}
