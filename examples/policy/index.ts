/** A policy pack: the engine checks the team's rules at every preview and up. */
import { PolicyPack } from "@pulumi/policy";
import {
  parcelNews,
  productionWebhooks,
  reasonForServicePoints,
  webhooksOfTheirOwn,
} from "./rules";

new PolicyPack("sendcloud-team-rules", {
  policies: [productionWebhooks, reasonForServicePoints, webhooksOfTheirOwn, parcelNews],
});
