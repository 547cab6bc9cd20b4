// The plan of the demo's city, as ride-city makes it: wide streets every 500 metres, a river that bends once, three bridges.

const CENTRE = { lat: 37.7749, lng: -122.4194 };
const METRES_PER_DEGREE = 111_195;
const NARROW = Math.cos((CENTRE.lat * Math.PI) / 180);
const SIDE = 20_000;
const STREET = 500;
const BEND = 0.12 * SIDE;
const RIVER = 250;
const BRIDGES = [-6000, 0, 6000];
const LAST = SIDE / 2 / STREET;

/** Metres east and north of the centre. */
export function metres({ lat, lng }) {
  return { x: (lng - CENTRE.lng) * NARROW * METRES_PER_DEGREE, y: (lat - CENTRE.lat) * METRES_PER_DEGREE };
}

export function degrees({ x, y }) {
  return {
    lat: Number((CENTRE.lat + y / METRES_PER_DEGREE).toFixed(6)),
    lng: Number((CENTRE.lng + x / (METRES_PER_DEGREE * NARROW)).toFixed(6)),
  };
}

export const apart = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);

const river = (x) => Math.sin((x / SIDE) * 2 * Math.PI) * BEND;
const isDry = ({ x, y }) => Math.abs(y - river(x)) >= RIVER / 2;
const isNorth = ({ x, y }) => y > river(x);

/** Whether one can drive from a corner to the next one. */
function isOpen(a, b) {
  if (BRIDGES.includes(a.x) && a.x === b.x) return true;
  return isDry(a) && isDry(b) && isNorth(a) === isNorth(b);
}

const key = ({ x, y }) => `${x},${y}`;

function corner(place) {
  const near = [-1, 0, 1]
    .flatMap((i) => [-1, 0, 1].map((j) => ({ x: line(place.x, i), y: line(place.y, j) })))
    .filter((one) => isDry(one) && isNorth(one) === isNorth(place));
  return near.sort((a, b) => apart(a, place) - apart(b, place))[0] ?? { x: 0, y: line(place.y, 0) };
}

const line = (at, more) => Math.max(-LAST, Math.min(LAST, Math.round(at / STREET) + more)) * STREET;

/** From a place to another along the wide streets: breadth first, since all blocks are of one length. */
export function way(from, to) {
  if (apart(from, to) < STREET / 2) return [from, to];
  const begin = corner(from);
  const end = corner(to);
  const before = new Map([[key(begin), null]]);
  const open = [begin];
  while (open.length > 0 && !before.has(key(end))) {
    const at = open.shift();
    for (const [x, y] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
      const next = { x: at.x + x * STREET, y: at.y + y * STREET };
      if (Math.abs(next.x) > SIDE / 2 || Math.abs(next.y) > SIDE / 2) continue;
      if (before.has(key(next)) || !isOpen(at, next)) continue;
      before.set(key(next), at);
      open.push(next);
    }
  }
  const back = [to];
  for (let at = end; at; at = before.get(key(at))) back.push(at);
  return [from, ...back.reverse()];
}

/** Takes a way for some metres: where one is then, and what is left of it. */
export function along(stops, distance) {
  const [at, next, ...rest] = stops;
  if (next === undefined) return [at];
  const length = apart(at, next);
  if (length <= distance) return along([next, ...rest], distance - length);
  const share = distance / length;
  return [{ x: at.x + (next.x - at.x) * share, y: at.y + (next.y - at.y) * share }, next, ...rest];
}

/** Degrees clockwise from north. */
export function heading(from, to) {
  const angle = (Math.atan2(to.x - from.x, to.y - from.y) * 180) / Math.PI;
  return Math.round(angle + 360) % 360;
}

/** Places to choose from for who does not point at the map. */
export const PLACES = [
  { name: "Theatre, north bank", x: 500, y: 1000 },
  { name: "Station, north bank", x: 1500, y: 1500 },
  { name: "Market, south bank", x: -500, y: -1500 },
  { name: "Harbour, south bank", x: 1500, y: -500 },
  { name: "Park, far north", x: -1500, y: 2500 },
  { name: "Stadium, far south", x: 1000, y: -3000 },
];
