/** What the change of a setting means to the shop, in a sentence. */
import assert from "node:assert/strict";
import { meaning } from "../../../../provider/src/cli/review/meaning";
import { settingNames } from "../../../../provider/src/settings/schema";
import type { SettingName } from "../../../../provider/src/settings/types";
import type { Properties } from "../../../../provider/src/values";

const [atX, atY] = ["https://x.example/…", "https://y.example/…"];
const x = { webhookUrl: "https://x.example/a" };
const y = { webhookUrl: "https://y.example/b" };
const none = { webhookUrl: "" };
const hidden = { webhookUrl: "[secret]" };
const hookOff = { webhookActive: false };
const hookOn = { webhookActive: true };
const carriers = (...servicePointCarriers: string[]) => ({ servicePointCarriers });
const off = { servicePointEnabled: false };
const on = { servicePointEnabled: true, ...carriers("dhl", "postnl") };
const [eager, delayed] = [{ feedbackType: "eager" }, { feedbackType: "delayed" }];
const silent = { feedbackType: "none" };

/** What becomes what, and what that means: of each setting, risks and the rest. */
type Changes = [before: Properties, after: Properties, text: string][];

const unseen = "a secret: whether it changes cannot be seen";
const risks: { [Name in SettingName]?: Changes } = {
  shopUrl: [
    [
      { shopUrl: x.webhookUrl },
      { shopUrl: y.webhookUrl },
      `Sendcloud connects to the shop at ${atY}, no longer at ${atX}`,
    ],
  ],
  servicePointEnabled: [[on, off, "checkout loses pick-up points of dhl, postnl"]],
  servicePointCarriers: [
    [on, carriers("postnl", "ups"), "checkout loses pick-up points of dhl, and gains those of ups"],
  ],
  webhookActive: [
    [{ ...hookOn, ...x }, hookOff, `parcel status stops reaching ${atX}`],
    [hookOff, { ...hookOn, ...hidden }, "parcel status is posted to a secret address"],
    [
      { webhookActive: "[secret]" },
      hookOff,
      "parcel status is posted nowhere; what it was is a secret",
    ],
  ],
  webhookUrl: [
    [{ ...hookOn, ...x }, y, `parcel status goes to ${atY}, and stops reaching ${atX}`],
    [
      x,
      { webhookUrl: `${x.webhookUrl}b` },
      `parcel status goes to another path, query or user at ${atX}`,
    ],
    [x, { webhookUrl: null }, `parcel status has no address to go to, no longer ${atX}`],
    [x, none, `parcel status has no address to go to, no longer ${atX}`],
    [x, hidden, "the new value is a secret, so this cannot be told"],
    [hidden, hidden, unseen],
    [{ ...hidden, ...hookOff, onDestroy: "restore" }, hidden, unseen],
  ],
  feedbackType: [
    [eager, silent, "tracking feedback no longer goes back to the shop"],
    [delayed, { feedbackType: "" }, "tracking feedback no longer goes back to the shop"],
  ],
};

const moment = "once the carrier scans the label, no longer once the label is created";
const calm: { [Name in SettingName]?: Changes } = {
  shopName: [[{ shopName: "a" }, { shopName: "b" }, "the shop has another name in Sendcloud"]],
  servicePointEnabled: [
    [off, on, "checkout offers pick-up points of dhl, postnl"],
    [{}, off, "checkout offers no pick-up points"],
  ],
  servicePointCarriers: [
    [on, carriers("dhl", "postnl", "ups"), "checkout gains those of ups"],
    [{}, on, "checkout offers pick-up points of dhl, postnl alone"],
    [off, { ...off, ...carriers("dhl") }, "no effect while service points are off"],
    [
      { ...on, ...off },
      { ...on, ...carriers("ups") },
      "checkout offers pick-up points of ups alone",
    ],
  ],
  webhookActive: [
    [hookOff, { ...hookOn, ...x }, `parcel status is posted to ${atX}`],
    [{}, hookOff, "parcel status is posted nowhere"],
  ],
  webhookUrl: [
    [{ ...hookOff, ...x }, y, "no effect while the webhook is off"],
    [{ ...hidden, ...hookOff }, { ...hidden, ...hookOff }, "no effect while the webhook is off"],
  ],
  feedbackType: [
    [{}, silent, "tracking feedback does not go back to the shop"],
    [eager, delayed, `tracking feedback goes back ${moment}`],
  ],
};

describe("what it means to the shop", () => {
  for (const [risk, all] of [
    [true, risks],
    [false, calm],
  ] as const)
    for (const name of settingNames)
      for (const [before, after, text] of all[name] ?? [])
        it(`${text}${risk ? ": a risk" : ""}`, () =>
          assert.deepEqual(meaning(name, before, after), { text, risk }));
});
