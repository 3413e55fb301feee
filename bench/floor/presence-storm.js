// The floor: a raw WebSocket, the least MQTT 5 reader that works, JSON.parse of every message, forty rows and one redraw a frame.
const { url, clientId } = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
const grid = document.getElementById("rows");
const rows = Array.from({ length: 40 }, () =>
  grid.appendChild(Object.assign(document.createElement("div"), { className: "row" })),
);
const presences = new Map();
let events = 0;
let newest = 0;
let dirty = false;

const text = new TextDecoder();
const bytes = (string) => {
  const encoded = new TextEncoder().encode(string);
  return [encoded.length >> 8, encoded.length & 255, ...encoded];
};
const packet = (first, body) => new Uint8Array([first, ...lengthOf(body.length), ...body]);
const lengthOf = (length) => (length < 128 ? [length] : [(length & 127) | 128, length >> 7]);

const socket = new WebSocket(url, "mqtt");
socket.binaryType = "arraybuffer";
socket.addEventListener("open", () =>
  socket.send(packet(0x10, [...bytes("MQTT"), 5, 2, 0, 60, 0, ...bytes(clientId)])),
);
socket.addEventListener("message", ({ data }) => {
  const view = new Uint8Array(data);
  for (let at = 0; at < view.length;) {
    let length = 0;
    let shift = 0;
    let next = at + 1;
    do length |= (view[next] & 127) << (7 * shift++);
    while (view[next++] & 128);
    read(view[at], view.subarray(next, next + length));
    at = next + length;
  }
});

function read(first, body) {
  if (first >> 4 === 2) {
    const filter = (status) => [...bytes(`$aws/events/presence/${status}/+`), 0];
    socket.send(packet(0x82, [0, 1, 0, ...filter("connected"), ...filter("disconnected")]));
    document.body.dataset.feed = "live";
  }
  if (first >> 4 !== 3) return;
  const topicLength = (body[0] << 8) | body[1];
  const properties = 2 + topicLength + (first & 6 ? 2 : 0);
  const event = JSON.parse(text.decode(body.subarray(properties + 1 + body[properties])));
  presences.set(event.clientId, event);
  events += 1;
  newest = Math.max(newest, event.timestamp);
  if (dirty) return;
  dirty = true;
  requestAnimationFrame(draw);
}

function draw() {
  dirty = false;
  let index = 0;
  for (const [name, { eventType }] of presences) {
    if (index === rows.length) break;
    rows[index++].textContent = `${name} ${eventType}`;
  }
  grid.dataset.newestEvent = newest;
  grid.dataset.events = events;
}

let presses = 0;
document
  .querySelector("button")
  .addEventListener("click", () => (document.querySelector("output").textContent = ++presses));
