/** The page's script: requests as they arrive, and the connection that tells of them. */

/** Text of the script. */
export const requests = String.raw`
const mostShown = 200;
let count = 0;

function requestLine({ method, path, status, body }) {
  const isGood = status !== null && status < 400;
  return element(
    "li",
    null,
    element("code", null, method + " " + path),
    " ",
    element("span", { className: isGood ? "status" : "status bad" }, status === null ? "no answer" : String(status)),
    body && element("code", { className: "body" }, body),
  );
}

/** The newest are on top. What is announced is the count, and not each of many. */
function showRequests(all) {
  count += all.length;
  const list = byId("requests");
  list.prepend(...all.map(requestLine).reverse());
  while (list.children.length > mostShown) list.lastElementChild.remove();
  const shown = list.children.length < count ? ", the last " + list.children.length + " are shown" : "";
  byId("request-count").textContent = count === 0 ? "None yet." : (count === 1 ? "1 request" : count + " requests") + shown;
}

/** Many requests of a moment are shown at once. */
let waiting = [];
function showSoon(request) {
  if (waiting.push(request) > 1) return;
  setTimeout(() => showRequests(waiting.splice(0)), 50);
}

function forgetRequests() {
  waiting = [];
  count = 0;
  byId("requests").replaceChildren();
}

byId("base").textContent = location.origin + "/api/v3";
const events = new EventSource("/panel/events");
events.addEventListener("start", ({ data }) => {
  byId("connection").textContent = "";
  forgetRequests();
  showRequests(JSON.parse(data));
  void loadShops();
});
events.addEventListener("request", ({ data }) => showSoon(JSON.parse(data)));
events.addEventListener("changed", loadShopsSoon);
events.addEventListener("reset", () => {
  for (const { node } of entries.values()) node.remove();
  entries.clear();
  forgetRequests();
  showRequests([]);
  void loadShops();
});
events.addEventListener("error", () => {
  byId("connection").textContent = "The emulator does not answer: it may have been stopped. This page connects again by itself.";
});
`;
