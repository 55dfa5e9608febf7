// The colours and strokes of the style sheet, as a canvas needs them: the same classes as in the drawing.
const SVG = "http://www.w3.org/2000/svg";

function probe(name, className) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "visually-hidden");
  const child = document.createElementNS(SVG, name);
  child.setAttribute("class", className);
  svg.append(child);
  document.body.append(svg);
  const { fill, stroke, strokeWidth, strokeOpacity, strokeDasharray, opacity, fillOpacity } = getComputedStyle(child);
  svg.remove();
  const dashes = strokeDasharray === "none" ? [] : strokeDasharray.split(",").map(parseFloat);
  return { fill, stroke, width: parseFloat(strokeWidth), strokeOpacity: Number(strokeOpacity), dashes, opacity: Number(opacity), fillOpacity: Number(fillOpacity) };
}

function token(name) {
  const child = document.createElement("i");
  child.className = "visually-hidden";
  child.style.color = `var(${name})`;
  document.body.append(child);
  const { color } = getComputedStyle(child);
  child.remove();
  return color;
}

export class Looks {
  constructor() {
    this.kept = new Map();
    this.font = getComputedStyle(document.body).fontFamily;
    for (const name of ["ink", "quiet", "paper", "sheet", "line", "amber", "teal"]) this[name] = token(`--${name}`);
    this.hatch = this.hatched();
  }

  node(tone, state = "") {
    return this.of("circle", `node tone-${tone}${state && ` is-${state}`}`);
  }

  tie(told, tier, state = "") {
    return this.of("path", `tie told-${told} tier-${tier}${state && ` is-${state}`}`);
  }

  head(told, tier, state = "") {
    return this.of("path", `head told-${told} tier-${tier}${state && ` is-${state}`}`);
  }

  of(name, className) {
    if (!this.kept.has(className)) this.kept.set(className, probe(name, className));
    return this.kept.get(className);
  }

  hatched() {
    const tile = Object.assign(document.createElement("canvas"), { width: 6, height: 6 });
    const pen = tile.getContext("2d");
    pen.fillStyle = this.paper;
    pen.fillRect(0, 0, 6, 6);
    pen.strokeStyle = this.quiet;
    pen.beginPath();
    for (const [x, y] of [[-1, 1], [0, 6], [5, 7]]) {
      pen.moveTo(x, y);
      pen.lineTo(x + (y === 6 ? 6 : 2), y - (y === 6 ? 6 : 2));
    }
    pen.stroke();
    return pen.createPattern(tile, "repeat");
  }
}

const CORNERS = { square: [4, 45, 1.25], diamond: [4, 0, 1.25], triangle: [3, 0, 1.42], wedge: [3, 180, 1.42], hexagon: [6, 30, 1.1], pentagon: [5, 0, 1.15] };

export function trace(pen, shape, x, y, radius) {
  pen.beginPath();
  const corners = CORNERS[shape];
  if (!corners) return pen.arc(x, y, radius, 0, 2 * Math.PI);
  const [count, turn, larger] = corners;
  for (let corner = 0; corner < count; corner++) {
    const angle = ((turn - 90 + (360 * corner) / count) * Math.PI) / 180;
    pen.lineTo(x + radius * larger * Math.cos(angle), y + radius * larger * Math.sin(angle));
  }
  return pen.closePath();
}
