/** How long the rules of ten thousand declarations take, good and bad ones in turns. */
import { check } from "../provider/dist/settings/check";
import { median, seconds, shown } from "./stopwatch";

const good = {
  integrationId: 7,
  shopName: "Flower shop",
  shopUrl: "https://shop.example",
  servicePointEnabled: true,
  servicePointCarriers: ["postnl", "dhl"],
  webhookActive: true,
  webhookUrl: "https://hooks.example/parcels",
  feedbackType: "delayed",
};
const bad = {
  ...good,
  shopName: "",
  webhookUrl: "",
  feedbackType: "sometimes",
  webhookURL: "https://hooks.example",
};

export async function checks(): Promise<string> {
  const count = 10_000;
  const run = (): Promise<void> => {
    for (let index = 0; index < count; index++)
      check({ declared: index % 2 === 0 ? good : bad, isUnknown: () => false });
    return Promise.resolve();
  };
  const taken: number[] = [];
  for (let time = 0; time < 5; time++) taken.push(await seconds(run));
  return `${count.toLocaleString("en")} checks take ${shown(median(taken))} s, the first time ${shown(taken[0] ?? NaN)} s.`;
}
