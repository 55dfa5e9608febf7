// The map that moves, in place of the drawing: the same shapes, tones and words, and nothing asked of anyone else.
import { Map as Sheet, NavigationControl, setWorkerUrl } from "maplibre-gl";

const worker = document.currentScript.dataset.mapWorker;
// Names shown at once; more of them would be no map. All are in the table.
const MOST_NAMES = 250;
// How far beneath the middle of a territory its name stands: places are often in the middle.
const BELOW = 18;
const COARSEST = 1;
const FINEST = 5;

const still = matchMedia("(prefers-reduced-motion: reduce)");
const empty = { type: "FeatureCollection", features: [] };

function paint(tone, kind = "territory") {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const probe = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  probe.setAttribute("class", `${kind} tone-${tone}`);
  svg.append(probe);
  svg.setAttribute("class", "visually-hidden");
  document.body.append(svg);
  const { fill } = getComputedStyle(probe);
  svg.remove();
  return fill;
}

function token(name) {
  const probe = document.createElement("i");
  probe.className = "visually-hidden";
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

const TONES = [...[1, 2, 3, 4, 5].flatMap((n) => [`degree-${n}`, `kind-${n}`]), "several"];

function tones(kind) {
  const match = ["match", ["get", "tone"], ...TONES.flatMap((name) => [name, paint(name, kind)])];
  return [...match, kind === "place" ? token("--ink") : token("--paper")];
}

// Every tone is a pattern, the unknown one hatched: one layer then keeps small territories over large ones.
function patterns() {
  const size = 8;
  const pen = Object.assign(document.createElement("canvas"), { width: size, height: size }).getContext("2d", { willReadFrequently: true });
  const filled = (colour) => {
    pen.fillStyle = colour;
    pen.fillRect(0, 0, size, size);
    return pen.getImageData(0, 0, size, size);
  };
  const images = TONES.map((tone) => [`tone-${tone}`, filled(paint(tone))]);
  filled(token("--paper"));
  pen.strokeStyle = token("--quiet");
  for (const at of [-size, 0, size]) {
    pen.moveTo(at, size);
    pen.lineTo(at + size, 0);
  }
  pen.stroke();
  return [...images, ["tone-unknown", pen.getImageData(0, 0, size, size)]];
}

function layers() {
  const areas = ["==", ["geometry-type"], "Polygon"];
  const dots = ["==", ["geometry-type"], "Point"];
  const round = { "circle-stroke-color": token("--border"), "circle-stroke-width": 1 };
  return [
    { id: "sea", type: "background", paint: { "background-color": token("--sea") } },
    { id: "land", type: "fill", source: "land", filter: areas, paint: { "fill-color": token("--land") } },
    { id: "coast", type: "line", source: "land", paint: { "line-color": token("--coast"), "line-width": 0.75 } },
    { id: "territories", type: "fill", source: "territories", filter: areas, paint: { "fill-pattern": ["concat", "tone-", ["get", "tone"]] } },
    { id: "borders", type: "line", source: "territories", filter: areas, paint: { "line-color": token("--border"), "line-width": 1 } },
    { id: "unions", type: "line", source: "territories", filter: ["all", areas, ["get", "union"]], paint: { "line-color": token("--ink"), "line-width": 1.25, "line-dasharray": [4, 2.5] } },
    { id: "dots", type: "circle", source: "territories", filter: dots, paint: { "circle-color": tones("territory"), "circle-radius": 4, ...round } },
    { id: "places", type: "circle", source: "places", paint: { "circle-color": tones("place"), "circle-radius": ["min", ["+", 2.5, ["sqrt", ["get", "count"]]], 9], ...round } },
    { id: "chosen", type: "line", source: "territories", filter: ["==", ["get", "key"], ""], paint: { "line-color": token("--amber"), "line-width": 3 } },
    { id: "chosen-place", type: "circle", source: "places", filter: ["==", ["get", "key"], ""], paint: { "circle-color": "transparent", "circle-radius": 9, "circle-stroke-color": token("--amber"), "circle-stroke-width": 3 } },
  ];
}

const style = () => ({ version: 8, sources: {}, layers: [] });

function levelAt(zoom) {
  const degrees = 360 / (512 * 2 ** zoom);
  return Math.min(Math.max(Math.round(-Math.log10(degrees)), COARSEST), FINEST);
}

class LiveMap {
  constructor(frame) {
    this.frame = frame;
    this.card = document.getElementById("card");
    this.chosen = { territory: frame.dataset.territory, place: frame.dataset.place };
    this.level = 0;
    this.names = document.createElement("div");
    this.names.className = "map-labels";
    const box = frame.querySelector(".map-live");
    box.hidden = false;
    const [west, south, east, north] = frame.dataset.frame.split(",").map(Number);
    this.sheet = new Sheet({
      container: box,
      style: style(),
      bounds: [[west, south], [east, north]],
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      maxZoom: 15,
      renderWorldCopies: false,
      cooperativeGestures: false,
      scrollZoom: false,
      fadeDuration: 0,
      locale: {
        "Map.Title": frame.dataset.title,
        "NavigationControl.ZoomIn": frame.dataset.closer,
        "NavigationControl.ZoomOut": frame.dataset.farther,
      },
    });
    this.sheet.touchZoomRotate.disableRotation();
    this.sheet.keyboard.disableRotation();
    this.sheet.addControl(new NavigationControl({ showCompass: false }), "top-right");
    box.append(this.names);
    this.sheet.on("load", () => this.start());
  }

  async start() {
    for (const name of ["land", "territories", "places"]) this.sheet.addSource(name, { type: "geojson", data: empty });
    this.dress();
    await this.read();
    this.frame.classList.add("is-live");
    this.sheet.on("move", () => this.setNames());
    this.sheet.on("moveend", (event) => this.moved(event));
    this.sheet.on("click", (event) => this.clicked(event));
    this.sheet.on("mousemove", (event) => {
      this.sheet.getCanvas().style.cursor = this.under(event.point).length ? "pointer" : "";
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.dress());
    document.addEventListener("click", (event) => this.followed(event));
    this.sheet.once("idle", () => this.frame.setAttribute("data-ready", ""));
  }

  dress() {
    for (const [name, image] of patterns()) {
      if (this.sheet.hasImage(name)) this.sheet.removeImage(name);
      this.sheet.addImage(name, image);
    }
    for (const layer of layers()) {
      if (this.sheet.getLayer(layer.id)) this.sheet.removeLayer(layer.id);
      this.sheet.addLayer(layer);
    }
    this.mark();
  }

  async read() {
    const level = Math.min(levelAt(this.sheet.getZoom()) + 1, FINEST);
    if (level <= this.level) return;
    this.level = level;
    const answer = await fetch(this.frame.dataset.shapes.replace("LEVEL", level));
    if (!answer.ok) return;
    const shapes = await answer.json();
    for (const [name, features] of Object.entries(shapes)) this.sheet.getSource(name).setData(features);
    this.name(shapes.territories.features);
  }

  name(features) {
    this.names.replaceChildren();
    this.labels = features
      .slice(-MOST_NAMES)
      .map(({ properties }) => {
        const link = document.createElement("a");
        link.className = "map-label";
        link.href = this.address({ territory: properties.key, place: "" }, true);
        link.dataset.card = "";
        link.dataset.territory = properties.key;
        const name = document.createElement("strong");
        name.textContent = properties.name;
        link.append(name, properties.words);
        link.addEventListener("focus", () => this.show(properties.centre));
        return { link, centre: properties.centre };
      })
      .reverse();
    const inOrder = [...this.labels].sort((a, b) => a.link.textContent.localeCompare(b.link.textContent));
    this.names.append(...inOrder.map(({ link }) => link));
    for (const label of this.labels) label.half = [label.link.offsetWidth / 2, label.link.offsetHeight / 2];
    this.mark();
    this.setNames();
  }

  // The smallest territories have their names first: large ones have room elsewhere.
  setNames() {
    const taken = [];
    for (const { link, centre, half } of this.labels ?? []) {
      const { x, y } = this.sheet.project(centre);
      const top = y + BELOW - half[1];
      const box = [x - half[0], top, x + half[0], top + 2 * half[1]];
      const isCrowded = taken.some((o) => box[0] < o[2] && o[0] < box[2] && box[1] < o[3] && o[1] < box[3]);
      if (!isCrowded) taken.push(box);
      link.classList.toggle("is-crowded", isCrowded);
      link.style.transform = `translate(${Math.round(box[0])}px, ${Math.round(box[1])}px)`;
    }
  }

  show(centre) {
    if (!this.sheet.getBounds().contains(centre)) this.sheet.easeTo({ center: centre, animate: !still.matches });
    this.names.scrollTo(0, 0);
  }

  under(point) {
    const near = [[point.x - 4, point.y - 4], [point.x + 4, point.y + 4]];
    const places = this.sheet.queryRenderedFeatures(near, { layers: ["places"] });
    const areas = this.sheet.queryRenderedFeatures(point, { layers: ["dots", "territories"] });
    return [...places.map((one) => ["place", one.properties.key]), ...areas.map((one) => ["territory", one.properties.key])];
  }

  clicked({ point }) {
    const found = this.under(point);
    if (!found.length) return;
    const [kind, key] = found[0];
    const also = [...new Set(found.slice(1).filter(([other]) => other === "territory").map(([, other]) => other))];
    this.choose({ territory: "", place: "", [kind]: key }, also);
  }

  followed(event) {
    const link = event.target.closest?.("a[data-card]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const asked = new URL(link.href).searchParams;
    this.choose({ territory: asked.get("territory") ?? "", place: asked.get("place") ?? "" }, [], true);
  }

  async choose(chosen, also = [], movesThere = false) {
    this.chosen = chosen;
    this.mark();
    const address = new URL(this.frame.dataset.card, location.href);
    for (const [name, key] of Object.entries(chosen)) if (key) address.searchParams.set(name, key);
    for (const key of also) address.searchParams.append("also", key);
    const answer = await fetch(address);
    if (!answer.ok) return location.assign(this.address(chosen, true));
    this.card.innerHTML = await answer.text();
    history.replaceState(null, "", this.address(chosen));
    const heading = this.card.querySelector("h2");
    heading?.focus({ preventScroll: true });
    this.card.scrollIntoView({ block: "nearest", behavior: still.matches ? "auto" : "smooth" });
    const label = movesThere && this.labels.find(({ link }) => link.dataset.territory === chosen.territory);
    if (label) this.show(label.centre);
  }

  mark() {
    if (!this.sheet.getLayer("chosen")) return;
    this.sheet.setFilter("chosen", ["==", ["get", "key"], this.chosen.territory]);
    this.sheet.setFilter("chosen-place", ["==", ["get", "key"], this.chosen.place]);
    for (const { link } of this.labels ?? []) {
      if (link.dataset.territory === this.chosen.territory) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  moved(event) {
    this.setNames();
    this.read();
    if (!event.originalEvent) return;
    const box = this.sheet.getBounds().toArray().flat().map((edge) => Math.round(edge * 1e4) / 1e4);
    history.replaceState(null, "", this.address({ at: box.join(",") }));
  }

  address(changed, leadsToCard = false) {
    const here = new URL(location.href);
    for (const [name, value] of Object.entries(changed)) {
      if (value) here.searchParams.set(name, value);
      else here.searchParams.delete(name);
    }
    here.hash = leadsToCard ? "card" : "";
    return here.href;
  }
}

const frame = document.getElementById("map");
if (frame) {
  setWorkerUrl(new URL(worker, location.href).href);
  try {
    new LiveMap(frame);
  } catch {
    frame.querySelector(".map-live").hidden = true;
    const message = document.querySelector(".map-message");
    message.textContent = frame.dataset.failed;
    message.hidden = false;
  }
}
