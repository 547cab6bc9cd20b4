// A driver: says where the car is, once a second, answers offers, and drives. Each is somebody who is signed in.

import { attempt, explain, h, problemLine } from "../lib/dom.js";
import { ask, get, post } from "../lib/api.js";
import { PLACES, along, apart, degrees, heading, metres, way } from "./city.js";
import { rideSocket } from "./socket.js";

const EVERY = 1000;
/** Metres a second: so that nobody waits. What is faster than 70 is not believed. */
const SPEED = 55;
const CRUISING = 14;
const THINKS = 1200;
const THERE = 1;
const CARS = { bob: ["Fiat", "Panda", "green"], carol: ["Volvo", "240", "blue"], dave: ["Citroën", "2CV", "red"] };
const DOING = { accepted: "to the pickup", arriving: "at the pickup", in_progress: "with the rider" };

export class Car {
  #map;
  #at;
  #way = [];
  #ride;
  #close;
  #timer;
  #thinking;
  #told = false;
  #busy = false;

  constructor(who, home, map) {
    this.who = who;
    this.#map = map;
    this.#at = this.#remembered() ?? home;
    this.state = h("small", {}, "off the road");
    this.said = problemLine();
    this.doubt = h("p", { class: "note", role: "status" });
    this.offer = h("div", { class: "offer" });
    this.toggle = h("button", { type: "button", class: "plain" }, "Drive");
    this.toggle.addEventListener("click", () => attempt(this.toggle, this.said, () => (this.#timer ? this.stop() : this.start())));
    this.willing = h("input", { type: "checkbox", checked: true });
    this.element = h(
      "section",
      { class: "window", "aria-label": `${who.name}'s car` },
      h("header", {}, h("div", { class: "who" }, h("b", {}, who.name), this.state), this.toggle),
      h("label", { class: "inline panel-in" }, this.willing, "takes every ride"),
      h("div", { class: "panel-in" }, this.offer, this.said, this.doubt),
    );
    this.#draw();
  }

  // --- being on the road

  async start() {
    await this.who.ready();
    await this.#register();
    await ask("PUT", "/api/v1/drivers/status", { json: { status: "available" }, person: this.who });
    this.toggle.textContent = "Stop";
    this.#timer = setInterval(() => this.#beat(), EVERY);
    this.#close = rideSocket(
      this.who,
      (frame) => this.#hear(frame),
      (state) => this.#say(state === "open" ? undefined : "the connection is lost, connecting again …"),
    );
    await this.#takeUp();
    await this.#tell();
  }

  async stop() {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#close?.();
    this.toggle.textContent = "Drive";
    this.#say("off the road");
    await ask("PUT", "/api/v1/drivers/status", { json: { status: "offline" }, person: this.who });
  }

  /** Whoever drives already may go on. */
  async #register() {
    const [make, model, color] = CARS[this.who.username];
    const vehicle = { make, model, color, plate: `WB ${this.who.username.toUpperCase()}` };
    try {
      await post("/api/v1/drivers", { vehicle, license_number: `demo-${this.who.username}` }, { person: this.who });
    } catch (error) {
      if (error.code !== "ALREADY_EXISTS") throw error;
    }
  }

  /** A page that was reloaded has a car with a ride, or an offer that waits. */
  async #takeUp() {
    const { data } = await get("/api/v1/rides?limit=5", { person: this.who, quiet: true });
    const mine = data.find((ride) => DOING[ride.status] && ride.driver?.driver_id === this.who.id);
    if (mine) await this.#bound(mine);
    const offers = await get("/api/v1/drivers/offers", { person: this.who, quiet: true });
    for (const offer of offers.data) this.#offered(offer);
  }

  /** One at a time, however long an answer takes. */
  async #beat() {
    if (this.#busy) return;
    this.#busy = true;
    const before = this.#at;
    if (!this.#ride && this.#way.length < 2) this.#way = way(this.#at, PLACES[Math.floor(Math.random() * PLACES.length)]);
    this.#way = along(this.#way, ((this.#ride ? SPEED : CRUISING) * EVERY) / 1000);
    this.#at = this.#way[0];
    this.#draw();
    try {
      await this.#tell(before);
      if (this.#ride && this.#way.length === 1) await this.#there();
    } catch (error) {
      explain(this.said, error);
    } finally {
      this.#busy = false;
    }
  }

  async #tell(before = this.#at) {
    const json = { ...degrees(this.#at), speed: apart(before, this.#at) * 3.6 };
    if (before !== this.#at) json.heading = heading(before, this.#at);
    const { accepted } = await ask("PUT", "/api/v1/drivers/location", { json, person: this.who, quiet: this.#told });
    this.#told = true;
    this.doubt.textContent =
      accepted === 1 ? "" : "This position is not believed: the car was elsewhere a moment ago. In a minute it is.";
    this.#remember();
  }

  // --- offers

  #hear(frame) {
    if (frame.type === "offer") this.#offered(frame);
    else if (frame.type === "offer_closed") this.#closed(frame.ride_id, frame.reason);
    else if (frame.type === "ride_status" && frame.status === "cancelled") this.#over(frame.ride_id, "The rider cancelled.");
    else if (frame.type === "ready") this.#say();
  }

  #offered(offer) {
    this.offer.dataset.ride = offer.ride_id;
    const answer = (what, label, kind) => {
      const button = h("button", { type: "button", class: kind, "aria-label": `${label}, ${this.who.name}` }, label);
      button.addEventListener("click", () => attempt(button, this.said, () => this.#answer(offer.ride_id, what)));
      return button;
    };
    const left = Math.max(1, (new Date(offer.expires_at) - Date.now()) / 1000);
    this.offer.replaceChildren(
      h("p", {}, `A ride for ${offer.estimated_fare} ${offer.currency}: `, h("span", { class: "quiet" }, `${Math.round(left)} s to answer`)),
      h("div", { class: "row" }, answer("accept", "Accept", "primary"), answer("decline", "Decline", "")),
    );
    this.#say("has an offer");
    clearTimeout(this.#thinking);
    if (this.willing.checked) {
      this.#thinking = setTimeout(
        () => attempt(undefined, this.said, () => this.#answer(offer.ride_id, "accept")),
        THINKS,
      );
    }
  }

  #closed(ride, reason) {
    if (this.offer.dataset.ride !== ride) return;
    clearTimeout(this.#thinking);
    this.offer.replaceChildren(h("p", { class: "quiet" }, `The offer is ${reason}.`));
    this.#say();
  }

  async #answer(ride, what) {
    clearTimeout(this.#thinking);
    const answer = await post(`/api/v1/rides/${ride}/${what}`, undefined, { person: this.who });
    this.offer.replaceChildren();
    if (what === "accept") await this.#bound(answer);
    else this.#say();
  }

  // --- the ride

  async #bound(ride) {
    this.#ride = ride;
    const to = ride.status === "in_progress" ? ride.dropoff : ride.pickup;
    this.#way = way(this.#at, metres(to));
    this.#map.way(this.#way);
    this.#say();
  }

  /** At the end of a way: what a driver does there. */
  async #there() {
    const ride = this.#ride;
    const end = metres(ride.status === "in_progress" ? ride.dropoff : ride.pickup);
    if (apart(this.#at, end) > THERE) return;
    const next = { accepted: "arrive", arriving: "start", in_progress: "complete" }[ride.status];
    if (!next) return;
    try {
      this.#ride = await post(`/api/v1/rides/${ride.ride_id}/${next}`, undefined, { person: this.who });
    } catch (error) {
      if (error.status === 409) this.#over(ride.ride_id, "");
      throw error;
    }
    if (this.#ride.status === "completed") this.#over(ride.ride_id, `Earned a part of ${this.#ride.fare} ${this.#ride.currency}.`);
    else await this.#bound(this.#ride);
  }

  #over(ride, sentence) {
    if (this.#ride?.ride_id !== ride) return;
    this.#ride = undefined;
    this.#way = [];
    this.offer.replaceChildren(h("p", { class: "quiet" }, sentence));
    this.#say();
  }

  // --- showing

  #say(sentence) {
    const usual = this.#ride ? DOING[this.#ride.status] : this.#timer ? "free" : "off the road";
    this.state.textContent = sentence ?? usual;
    this.#draw();
  }

  #draw() {
    this.#map.car(this.who.name, this.#at, this.#ride ? "busy" : this.#timer ? "free" : "off");
  }

  #remembered() {
    try {
      return JSON.parse(sessionStorage.getItem(`whiteboard.car.${this.who.username}`));
    } catch {
      return null;
    }
  }

  #remember() {
    try {
      sessionStorage.setItem(`whiteboard.car.${this.who.username}`, JSON.stringify(this.#at));
    } catch {
      /* until the page is left */
    }
  }
}
