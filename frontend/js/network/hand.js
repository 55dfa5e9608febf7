// The hand on the picture: a drag moves it, a click chooses, what lies under the pointer is told.
export class Hand {
  constructor(live) {
    Object.assign(this, { live, canvas: live.canvas, held: null });
    this.tip = Object.assign(document.createElement("div"), { className: "network-tip", hidden: true });
    live.box.append(this.tip);
    live.frame.append(this.buttons());
    this.listen();
  }

  buttons() {
    const { live } = this;
    const row = Object.assign(document.createElement("div"), { className: "network-buttons no-print" });
    const { closer, farther, fit, keys } = live.frame.dataset;
    for (const [words, sign, deed] of [[closer, "+", () => live.closer(1.4)], [farther, "−", () => live.closer(1 / 1.4)], [fit, fit, () => live.fit()], [keys, "?", () => document.getElementById("network-keys").showModal()]]) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: sign, title: words });
      button.setAttribute("aria-label", words);
      button.addEventListener("click", deed);
      row.append(button);
    }
    return row;
  }

  listen() {
    const { canvas, live } = this;
    canvas.addEventListener("pointerdown", (event) => {
      this.held = { x: event.clientX, y: event.clientY, isMoved: false, touches: event.pointerType === "touch" };
      if (!this.held.touches) canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener("pointermove", (event) => (this.held && !this.held.touches ? this.drag(event) : this.hover(event)));
    canvas.addEventListener("pointerup", (event) => {
      const { isMoved } = this.held ?? {};
      this.held = null;
      canvas.classList.remove("is-moved");
      if (!isMoved) live.choose(live.under(event).node);
    });
    canvas.addEventListener("pointercancel", () => (this.held = null));
    canvas.addEventListener("pointerleave", () => this.hover(null));
    canvas.addEventListener("wheel", (event) => {
      // The page scrolls over the picture; with Ctrl, or two fingers drawn apart, the picture comes closer.
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const { x, y } = live.under(event);
      live.closer(Math.exp(-event.deltaY / 200), x, y);
    }, { passive: false });
  }

  drag(event) {
    const { held, live } = this;
    const [dx, dy] = [event.clientX - held.x, event.clientY - held.y];
    if (!held.isMoved && Math.hypot(dx, dy) < 4) return;
    Object.assign(held, { x: event.clientX, y: event.clientY, isMoved: true });
    this.canvas.classList.add("is-moved");
    live.camera.move(dx, dy);
    live.due();
  }

  hover(event) {
    const { live, tip } = this;
    const { node, x, y } = event ? live.under(event) : { node: -1 };
    if (node !== live.hovered) {
      live.hovered = node;
      this.canvas.classList.toggle("is-over", node >= 0);
      live.due();
    }
    tip.hidden = node < 0;
    if (node < 0) return;
    const name = document.createElement("strong");
    name.textContent = live.data.name[node];
    tip.replaceChildren(name, live.data.words[node]);
    const left = Math.min(x + 14, live.width - tip.offsetWidth - 6);
    const top = y + 16 + tip.offsetHeight > live.height ? y - tip.offsetHeight - 10 : y + 16;
    tip.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }
}
