// A shop: find, put into the cart, buy; the order beside it steps through its saga.

import { find, h } from "../lib/dom.js";
import { acting, onActing } from "../lib/people.js";
import { systemFrame } from "../lib/frame.js";
import { shelf } from "../shop/shelf.js";
import { cart } from "../shop/cart.js";
import { orders } from "../shop/orders.js";
import { seller } from "../shop/seller.js";

systemFrame("commerce", { acts: true });

const history = orders(acting);
const basket = cart(acting, (order, lines) => history.follow(order, lines));
const products = shelf((product) => basket.add(product));
const stall = seller(acting, (product) => products.show(product));

find("#demo").append(
  products.element,
  basket.element,
  history.element,
  stall.element,
  h(
    "p",
    { class: "quiet" },
    "An order and its reservation commit together; the charge follows over Kafka. What was reserved is claimed when the money came, or released when it did not: never both, and never neither.",
  ),
);

function begin() {
  basket.load();
  history.load();
  stall.offer();
}

onActing(begin);
products.load();
begin();
