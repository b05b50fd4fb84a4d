/** The page's script: the list of shops, and how one is added. */

/** Text of the script. */
export const shops = String.raw`
const step = 50;
const entries = new Map();
let limit = step;
let asked = 0;

/** Asks for the shops, and shows them; entries that stay keep what a person is typing. */
async function loadShops() {
  const number = ++asked;
  const query = new URLSearchParams({ filter: byId("filter").value, limit: String(limit) });
  const { data, faults } = await ask("GET", "/shops?" + query);
  if (number !== asked) return;
  if (faults) return say(faults[0].detail);
  const list = byId("shops");
  list.dataset.accounts = String(data.accounts.length);
  const ids = new Set(data.shops.map(({ id }) => id));
  for (const [id, { node }] of entries) {
    if (ids.has(id)) continue;
    node.remove();
    entries.delete(id);
  }
  data.shops.forEach((shop, at) => {
    const known = entries.get(shop.id);
    const entry = known || shopEntry(shop);
    if (known) known.update(shop, false);
    entries.set(shop.id, entry);
    if (list.children[at] !== entry.node) list.insertBefore(entry.node, list.children[at] || null);
  });
  const count = data.matches === 1 ? "1 shop" : data.matches + " shops";
  byId("matches").textContent = data.shops.length < data.matches ? count + ", the first " + data.shops.length + " are shown" : count;
  byId("more").hidden = data.shops.length >= data.matches || limit >= 500;
}

/** Shops may change often: they are asked for once for all changes of a moment. */
let planned = false;
function loadShopsSoon() {
  if (planned) return;
  planned = true;
  setTimeout(() => {
    planned = false;
    void loadShops();
  }, 100);
}

byId("filter").addEventListener("input", () => {
  limit = step;
  loadShopsSoon();
});
byId("more").addEventListener("click", () => {
  limit += step;
  void loadShops();
});
byId("reset").addEventListener("click", async () => {
  if (!confirm("Reset the emulator to what it started with? Every change and request is forgotten.")) return;
  const { faults } = await ask("POST", "/reset");
  say(faults ? faults[0].detail : "Everything is as it was at the start.");
});

{
  const fields = {
    shop_name: field("shop_name", "Name", input()),
    shop_url: field("shop_url", "Shop URL", input({ inputMode: "url", placeholder: "https://shop.example" })),
    type: field("type", "Type", input({ defaultValue: "api" })),
  };
  const general = element("p", { className: "problem", aria: { role: "alert" } });
  const form = element(
    "form",
    { noValidate: true },
    ...Object.values(fields).map(({ node }) => node),
    general,
    element("div", { className: "actions" }, element("button", { type: "submit", className: "main" }, "Add")),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = Object.fromEntries(Object.entries(fields).map(([name, { control }]) => [name, control.value]));
    const { data, faults } = await ask("POST", "/shops", body);
    showFaults(faults || [], fields, general);
    if (faults) return say("The shop was not added: see what is wrong.");
    form.reset();
    byId("add").open = false;
    say("Added shop " + data.id + ".");
    await loadShops();
    const entry = entries.get(data.id);
    if (entry) entry.summary.focus();
  });
  byId("add-form").append(form);
}
`;
