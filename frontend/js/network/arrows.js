// Heads of ties that run one way, as the drawing of the server has them: its lengths come with the columns.
const HALF = 0.42;
const SHORTEST = 2;
// Heads of one fill, as lines of one stroke: longer paths take long without a graphics card.
const AT_ONCE = 40;

// The three corners of a head that ends at the edge of a mark, the tip first; none where the marks leave no room.
export function headOf(x1, y1, x2, y2, clear, longest) {
  const length = Math.hypot(x2 - x1, y2 - y1);
  const size = Math.min(longest, length - clear);
  if (size < SHORTEST) return null;
  const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length];
  const [tx, ty] = [x1 + ux * (length - clear), y1 + uy * (length - clear)];
  const [bx, by] = [tx - ux * size, ty - uy * size];
  const [sx, sy] = [-uy * size * HALF, ux * size * HALF];
  return [tx, ty, bx + sx, by + sy, bx - sx, by - sy];
}

// Those of some ties, in the strokes' colour: 1 runs from source to target, -1 the other way.
export function paintHeads(pen, { data, at, radii }, ties, look, longest) {
  const { source, target, way } = data.lines;
  pen.fillStyle = look.fill;
  pen.globalAlpha = look.fillOpacity;
  pen.beginPath();
  let count = 0;
  for (const tie of ties) {
    if (!way[tie]) continue;
    const [from, to] = way[tie] > 0 ? [source[tie], target[tie]] : [target[tie], source[tie]];
    const head = headOf(at[2 * from], at[2 * from + 1], at[2 * to], at[2 * to + 1], radii[to] + 1, longest);
    if (!head) continue;
    pen.moveTo(head[0], head[1]);
    pen.lineTo(head[2], head[3]);
    pen.lineTo(head[4], head[5]);
    pen.closePath();
    count += 1;
    if (count % AT_ONCE) continue;
    pen.fill();
    pen.beginPath();
  }
  pen.fill();
}
