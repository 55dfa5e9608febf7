// Where the layout falls on the canvas: fitted to what is shown, dragged, brought closer.
const MARGIN = 26;
// Above the picture, the buttons.
const TOP = 30;
const LARGEST_ROOM = 46;
const FARTHEST = 0.5;
const CLOSEST = 90;

export class Camera {
  constructor() {
    Object.assign(this, { room: 10, left: 0, top: 0, isMoved: false });
  }

  fit(x, y, shown, width, height) {
    let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let node = 0; node < shown.length; node++) {
      if (!shown[node]) continue;
      west = Math.min(west, x[node]);
      east = Math.max(east, x[node]);
      north = Math.min(north, y[node]);
      south = Math.max(south, y[node]);
    }
    if (west > east) return;
    const [across, down] = [Math.max(east - west, 0.5), Math.max(south - north, 0.5)];
    this.room = Math.min((width - 2 * MARGIN) / across, (height - 2 * MARGIN - TOP) / down, LARGEST_ROOM);
    this.left = (west + east) / 2 - width / 2 / this.room;
    this.top = (north + south) / 2 - (height + TOP) / 2 / this.room;
    this.isMoved = false;
  }

  move(dx, dy) {
    this.left -= dx / this.room;
    this.top -= dy / this.room;
    this.isMoved = true;
  }

  closer(times, x, y) {
    const room = Math.min(Math.max(this.room * times, FARTHEST), CLOSEST);
    this.left += x / this.room - x / room;
    this.top += y / this.room - y / room;
    this.room = room;
    this.isMoved = true;
  }

  // Brings a point of the layout within the frame, when it is not.
  show(x, y, width, height) {
    const [px, py] = [(x - this.left) * this.room, (y - this.top) * this.room];
    const dx = px < MARGIN ? MARGIN - px : px > width - MARGIN ? width - MARGIN - px : 0;
    const dy = py < MARGIN ? MARGIN - py : py > height - MARGIN ? height - MARGIN - py : 0;
    if (dx || dy) this.move(dx, dy);
  }
}
