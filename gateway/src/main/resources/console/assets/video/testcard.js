// A short film for who has none at hand: a card with a hand that turns, drawn and recorded by the browser itself.

const SECONDS = 6;
const WIDTH = 1280;
const HEIGHT = 720;
const FRAMES = 30;
const BARS = ["#c0c0c0", "#c0c000", "#00c0c0", "#00c000", "#c000c0", "#c00000", "#0000c0"];
const FORMATS = ["video/webm;codecs=vp8", "video/webm", "video/mp4"];

function draw(pen, seconds) {
  BARS.forEach((colour, i) => {
    pen.fillStyle = colour;
    pen.fillRect((i * WIDTH) / BARS.length, 0, WIDTH / BARS.length + 1, HEIGHT);
  });
  pen.fillStyle = "#14171a";
  pen.beginPath();
  pen.arc(WIDTH / 2, HEIGHT / 2, 220, 0, 2 * Math.PI);
  pen.fill();
  pen.strokeStyle = "#ffffff";
  pen.lineWidth = 10;
  pen.beginPath();
  pen.moveTo(WIDTH / 2, HEIGHT / 2);
  pen.lineTo(WIDTH / 2 + 190 * Math.sin(seconds * Math.PI), HEIGHT / 2 - 190 * Math.cos(seconds * Math.PI));
  pen.stroke();
  pen.fillStyle = "#ffffff";
  pen.font = "600 64px sans-serif";
  pen.textAlign = "center";
  pen.fillText(`${seconds.toFixed(2)} s`, WIDTH / 2, HEIGHT - 60);
}

/** Films in real time; `onSecond` hears each second. */
export async function testCard(onSecond) {
  const format = FORMATS.find((one) => globalThis.MediaRecorder?.isTypeSupported(one));
  if (!format) throw new Error("This browser cannot film. Choose a file instead.");
  const canvas = Object.assign(document.createElement("canvas"), { width: WIDTH, height: HEIGHT });
  const pen = canvas.getContext("2d");
  draw(pen, 0);
  const recorder = new MediaRecorder(canvas.captureStream(FRAMES), { mimeType: format, videoBitsPerSecond: 4_000_000 });
  const pieces = [];
  recorder.addEventListener("dataavailable", ({ data }) => pieces.push(data));
  const stopped = new Promise((resolve) => recorder.addEventListener("stop", resolve));
  recorder.start();
  const began = performance.now();
  const timer = setInterval(() => {
    const seconds = (performance.now() - began) / 1000;
    draw(pen, seconds);
    onSecond(Math.min(SECONDS, Math.ceil(seconds)));
    if (seconds >= SECONDS && recorder.state === "recording") recorder.stop();
  }, 1000 / FRAMES);
  await stopped;
  clearInterval(timer);
  return new File(pieces, "test card.webm", { type: format.split(";")[0] });
}
