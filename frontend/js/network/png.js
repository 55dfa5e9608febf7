// The picture as a file, with its title, its legend, its caption and its day drawn in.
import { trace } from "./looks.js";
import { paint } from "./painting.js";

const SHARP = 2;
const MARGIN = 20;
const COLUMN = 250;

export async function savePng(live) {
  const canvas = drawn(live);
  const file = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: name() });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function name() {
  const said = new URL(location.href).searchParams;
  const day = document.getElementById("as-of")?.value ?? "";
  return `concertation-network-${said.get("tie") ?? "co_membership"}-${day}.png`;
}

function drawn(live) {
  const { width, height, looks, frame } = live;
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d");
  const values = used(live);
  const across = Math.max(1, Math.floor((width - 2 * MARGIN) / COLUMN));
  const rows = Math.ceil(values.length / across);
  pen.font = `13px ${looks.font}`;
  const lines = wrapped(pen, document.getElementById("network-caption").textContent.replace(/\s+/gu, " ").trim(), width - 2 * MARGIN);
  const total = 56 + height + 24 + rows * 22 + lines.length * 18 + MARGIN;
  canvas.width = width * SHARP;
  canvas.height = total * SHARP;
  pen.scale(SHARP, SHARP);
  pen.fillStyle = looks.paper;
  pen.fillRect(0, 0, width, total);
  pen.fillStyle = looks.ink;
  pen.font = `600 20px ${looks.font}`;
  pen.fillText(`${frame.dataset.title}, ${frame.dataset.day}`, MARGIN, 34);
  pen.save();
  pen.beginPath();
  pen.rect(0, 56, width, height);
  pen.clip();
  pen.translate(0, 56);
  paint(pen, live.scene());
  pen.restore();
  pen.textAlign = "left";
  const under = 56 + height + 24;
  values.forEach(([words, tone, shape], place) => legendEntry(pen, looks, words, tone, shape, MARGIN + (place % across) * COLUMN, under + Math.floor(place / across) * 22));
  pen.font = `13px ${looks.font}`;
  pen.fillStyle = looks.quiet;
  lines.forEach((line, place) => pen.fillText(line, MARGIN, under + rows * 22 + 12 + place * 18));
  return canvas;
}

function used(live) {
  const { values, codes } = live.data.facets[live.facet];
  const counts = values.map(() => 0);
  codes.forEach((code, node) => (counts[code] += live.shown.nodes[node]));
  return values.flatMap(([, words, tone, shape], place) => (counts[place] ? [[`${words} (${counts[place]})`, tone, shape]] : []));
}

function legendEntry(pen, looks, words, tone, shape, x, y) {
  const look = looks.node(tone);
  trace(pen, shape, x + 7, y - 4, 6);
  pen.fillStyle = tone === "unknown" ? looks.hatch : look.fill;
  pen.fill();
  pen.strokeStyle = look.stroke;
  pen.lineWidth = look.width;
  pen.stroke();
  pen.font = `14px ${looks.font}`;
  pen.fillStyle = looks.ink;
  pen.fillText(words, x + 22, y, COLUMN - 30);
}

function wrapped(pen, text, width) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (pen.measureText(longer).width > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}
