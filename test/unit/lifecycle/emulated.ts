/** The clients that unit tests ask an emulator with. */
import { createClient, type Clients } from "../../../provider/src/api/client";
import { configuration } from "../../../provider/src/config/config";
import type { Emulator } from "../../../provider/src/emulator/emulator";

/** A client of each account, as a run with these keys opens it. */
export function clientsOf(emulator: Emulator, secretKey = emulator.secretKey): Clients {
  const given = (value: string) => ({ value, from: "the test" });
  const { publicKey, url } = emulator;
  const keys = { publicKey: given(publicKey), secretKey: given(secretKey), baseUrl: given(url) };
  return (account) => Promise.resolve().then(() => createClient(configuration(keys, account)));
}
