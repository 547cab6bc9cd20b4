// Shows one service's API at a time; a service that does not answer is shown as such.
const menu = document.getElementById("services");
const api = document.getElementById("api");

function show(service, button) {
  for (const other of menu.children) other.setAttribute("aria-current", String(other === button));
  api.replaceChildren();
  if (!service.available) {
    const notice = document.createElement("p");
    notice.className = "notice";
    notice.textContent = `${service.name} does not answer at the moment.`;
    api.append(notice);
    return;
  }
  history.replaceState(null, "", `#${service.name}`);
  const mount = document.createElement("div");
  api.append(mount);
  SwaggerUIBundle({ url: service.url, domNode: mount, deepLinking: false, tryItOutEnabled: true, validatorUrl: null });
}

async function start() {
  const services = await (await fetch("/docs/services")).json();
  menu.replaceChildren();
  const wanted = location.hash.slice(1);
  for (const service of services) {
    const button = document.createElement("button");
    button.textContent = service.available ? service.name : `${service.name} (down)`;
    button.className = service.available ? "" : "down";
    button.addEventListener("click", () => show(service, button));
    menu.append(button);
  }
  const chosen = Math.max(0, services.findIndex((service) => service.name === wanted));
  if (services.length > 0) show(services[chosen], menu.children[chosen]);
}

start().catch(() => { menu.textContent = "The list of services cannot be read at the moment."; });
