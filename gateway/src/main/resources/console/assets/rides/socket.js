// What happens to somebody's rides, over one socket that comes back where it left off.

const SLOWEST = 8000;
const NO_TOKEN = 4401;
const NO_CURSOR = 4400;

/** `onFrame` gets each frame once; `onState` hears "open" and "lost". Answers how to close it. */
export function rideSocket(person, onFrame, onState) {
  let cursor;
  let tries = 0;
  let over = false;
  let socket;

  async function connect() {
    if (over) return;
    try {
      const token = await person.token();
      const from = cursor ? `?cursor=${encodeURIComponent(cursor)}` : "";
      socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/ws/rides${from}`);
      socket.addEventListener("open", () => socket.send(JSON.stringify({ type: "auth", token })));
      socket.addEventListener("message", ({ data }) => take(JSON.parse(data)));
      socket.addEventListener("close", ({ code }) => lost(code));
    } catch {
      lost();
    }
  }

  function take(frame) {
    cursor = frame.cursor ?? cursor;
    if (frame.type === "ready") {
      tries = 0;
      onState("open");
    }
    onFrame(frame);
  }

  async function lost(code) {
    if (over) return;
    onState("lost");
    if (code === NO_CURSOR) cursor = undefined;
    if (code === NO_TOKEN) await person.renew().catch(() => {});
    setTimeout(connect, Math.min(SLOWEST, 500 * 2 ** tries++) * (0.5 + Math.random() / 2));
  }

  connect();
  return () => {
    over = true;
    socket?.close();
  };
}
