/** The page's script: one shop, as a form of its settings. */

/** Text of the script. */
export const shop = String.raw`
const input = (properties) => element("input", { type: "text", autocomplete: "off", spellcheck: false, ...properties });
const toggle = () => element("input", { type: "checkbox", aria: { role: "switch" } });
const feedbackTypes = ["eager", "delayed", "none"];

/** Every setting: its title, its control, and how a control's value is read and set. */
const settings = {
  shop_name: { title: "Name", make: () => input() },
  shop_url: { title: "Shop URL", make: () => input({ inputMode: "url" }) },
  service_point_enabled: { title: "Service points at checkout", make: toggle },
  service_point_carriers: {
    title: "Carriers of service points, with commas between them",
    make: () => input(),
    read: (text) => text.split(/[\s,]+/).filter(Boolean),
    show: (codes) => codes.join(", "),
  },
  webhook_active: { title: "Webhook", make: toggle },
  webhook_url: { title: "Webhook URL", make: () => input({ inputMode: "url" }) },
  feedback_type: {
    title: "Feedback to the shop",
    make: () => element("select", null, ...feedbackTypes.map((value) => element("option", { value }, value))),
  },
};

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** A shop's entry in the list. It is made once, and told what the shop is now. */
function shopEntry(first) {
  let shop = first;
  const fields = {};
  for (const [name, { title, make }] of Object.entries(settings)) {
    const control = make();
    fields[name] = field(name, title, control, control.type === "checkbox");
  }
  const valueOf = (name) => {
    const { control } = fields[name];
    if (control.type === "checkbox") return control.checked;
    return settings[name].read ? settings[name].read(control.value) : control.value;
  };
  const set = (name, value) => {
    const { control } = fields[name];
    if (control.type === "checkbox") control.checked = value;
    else if (control.localName === "select" && ![...control.options].some((option) => option.value === value)) {
      control.append(element("option", { value }, value));
      control.value = value;
    } else control.value = settings[name].show ? settings[name].show(value) : value;
  };

  const name = element("span", { className: "name" });
  const facts = element("span", { className: "facts" });
  const marks = element("span");
  const summary = element("summary", null, name, " ", facts, " ", marks);
  const general = element("p", { className: "problem", aria: { role: "alert" } });
  const remove = element("button", { type: "button", className: "danger" }, "Remove");
  const undo = element("button", { type: "button" }, "Undo");
  const form = element(
    "form",
    { noValidate: true },
    ...Object.values(fields).map(({ node }) => node),
    general,
    element("div", { className: "actions" }, element("button", { type: "submit", className: "main" }, "Save"), undo, remove),
  );
  const details = element("details", null, summary, form);
  const node = element("li", null, details);

  /** What the shop is now. What a person has changed and not saved stays, unless everything is set. */
  function update(next, everything) {
    for (const field of Object.keys(settings)) {
      if (everything || same(valueOf(field), shop[field])) set(field, next[field]);
    }
    shop = next;
    name.textContent = shop.shop_name || "(no name)";
    facts.textContent = "#" + shop.id + " " + shop.type + (byId("shops").dataset.accounts > 1 ? ", account " + shop.account : "");
    const mark = (title, isOn) => element("span", { className: isOn ? "mark on" : "mark" }, title + (isOn ? " on" : " off"));
    marks.replaceChildren(mark("Service points", shop.service_point_enabled), mark("Webhook", shop.webhook_active));
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const changed = Object.keys(settings).filter((field) => !same(valueOf(field), shop[field]));
    showFaults([], fields, general);
    if (changed.length === 0) return say("Nothing was changed.");
    const { data, faults } = await ask("PATCH", "/shops/" + shop.id, Object.fromEntries(changed.map((field) => [field, valueOf(field)])));
    if (faults) {
      say("Not saved: see what is wrong with shop " + shop.id + ".");
      return showFaults(faults, fields, general);
    }
    update({ ...shop, ...data }, true);
    say("Saved shop " + shop.id + ": " + changed.map((field) => settings[field].title.split(",")[0]).join(", ") + ".");
  });
  undo.addEventListener("click", () => {
    showFaults([], fields, general);
    update(shop, true);
    say("Shop " + shop.id + " is as it was saved.");
  });
  remove.addEventListener("click", async () => {
    if (!confirm("Remove shop " + shop.id + "?")) return;
    const { faults } = await ask("DELETE", "/shops/" + shop.id);
    if (faults) return showFaults(faults, fields, general);
    say("Removed shop " + shop.id + ".");
    byId("filter").focus();
  });
  update(first, true);
  return { node, summary, update };
}
`;
