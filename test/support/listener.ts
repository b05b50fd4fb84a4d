/** An address on this machine that may be made to refuse connections: what arrives while it does not is passed on. */
import { connect, createServer, type Socket } from "node:net";
import { pipeline } from "node:stream";

export interface Listener {
  readonly port: number;
  /** New connections are refused from now on; open ones stay. */
  refuse(): void;
  /** Listens again, at the same port. */
  accept(): Promise<void>;
  close(): void;
}

/** Passes on to the port. */
export async function listenFor(target: number): Promise<Listener> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const onward = connect(target, "127.0.0.1");
    for (const end of [socket, onward]) sockets.add(end.once("close", () => sockets.delete(end)));
    pipeline(socket, onward, socket, () => onward.destroy());
  });
  const listen = (port: number): Promise<void> =>
    new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  await listen(0);
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    port,
    refuse: () => void server.close(),
    accept: () => (server.listening ? Promise.resolve() : listen(port)),
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
