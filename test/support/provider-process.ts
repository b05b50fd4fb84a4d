/** The dynamic-provider process of the Pulumi SDK, as the engine starts it, spoken to over gRPC. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { credentials, Metadata, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { ProviderOptions } from "../../provider/dist/pulumi/dynamic/integration-provider";
import { inherited } from "../../engine/project";
import type { Asked } from "./played-engine";

export type Properties = Record<string, JavaScriptValue>;

type Answer<Message> = (error: ServiceError | null, message: Message) => void;

/** What the resource sends as `__provider`; the size and path of the real one are tested with the resource. */
const address = 'exports.handler = () => require("pulumi-sendcloud/provider")';

/** Retries and time-outs that are as many as ever, but short; retries at the rate limit end after so many milliseconds. */
export function hasty(deadline = 20_000): ProviderOptions {
  return {
    retryPolicy: { attempts: 5, firstBackoff: 1, maxBackoff: 1, maxRetryAfter: 50, deadline },
    timeOuts: { connect: 2000, response: 300 },
  };
}

/** The text of a provider that begins a run of its own, with these options. */
export function providerText(options: ProviderOptions = {}): string {
  const file = join(__dirname, "../../provider/dist/pulumi/dynamic/integration-provider.js");
  return `exports.handler = () => require(${JSON.stringify(file)}).createProvider(${JSON.stringify(options)})`;
}

/** What a call that failed half way has the engine record: it is what the process says of it, not what a test thinks. */
export function unfinished(error: unknown): { outputs: Properties } | undefined {
  const details =
    error instanceof Error && "metadata" in error && error.metadata instanceof Metadata
      ? error.metadata
      : undefined;
  const [packed] = details?.get("grpc-status-details-bin") ?? [];
  if (!(packed instanceof Buffer)) return undefined;
  const [detail] = Status.deserializeBinary(packed).getDetailsList();
  if (detail === undefined) return undefined;
  return {
    outputs: properties(
      messages.ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8()).getProperties(),
    ),
  };
}

/** A provider process. */
export class ProviderProcess {
  /** What the process printed as errors: the engine would show it to the user. */
  printed = "";
  /** What it printed as messages. */
  told = "";
  private runs = 0;
  private flushes = 0;
  private awaited: { mark: string; resolve: () => void } | undefined;
  private readonly numbers = new Map<string, number>();
  private provider: string;
  private constructor(
    private readonly child: ChildProcess,
    private readonly client: ResourceProviderClient,
    private readonly options: ProviderOptions | undefined,
  ) {
    this.provider = options === undefined ? address : providerText(options);
  }

  /** Starts a process in the folder, with this stack configuration and environment on top of a clean one. */
  static async start(
    directory: string,
    config: Record<string, string>,
    environment: Record<string, string> = {},
    options?: ProviderOptions,
  ): Promise<ProviderProcess> {
    const child = spawn(
      process.execPath,
      [require.resolve("@pulumi/pulumi/cmd/dynamic-provider"), "127.0.0.1:0"],
      {
        cwd: directory,
        env: { ...inherited(), ...environment },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    const lines = createInterface(child.stdout);
    const port = await Promise.race([
      new Promise<string>((resolve) => lines.once("line", resolve)),
      once(child, "exit").then(() =>
        Promise.reject(new Error("the provider process ended at once")),
      ),
    ]);
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
    const provider = new ProviderProcess(child, client, options);
    child.stderr.setEncoding("utf8").on("data", (text: string) => (provider.printed += text));
    lines.on("line", (line) => {
      if (line === provider.awaited?.mark) provider.awaited.resolve();
      else provider.told += `${line}\n`;
    });
    await provider.configure(config);
    return provider;
  }

  /** Gives the runs that begin from now on this stack configuration. */
  async configure(config: Record<string, string>): Promise<void> {
    const request = new messages.ConfigureRequest().setArgs(Struct.fromJavaScript(config));
    await call<messages.ConfigureResponse>((answer) => this.client.configure(request, answer));
  }

  /** The runtime configures each text once: another text begins another run, in the process of the one before. */
  beginRun(): void {
    this.provider = `${providerText(this.options)} // ${++this.runs}`;
  }

  /** The resource of this name, as its program declares it. */
  resource(name: string): Asked {
    this.numbers.set(name, this.numbers.get(name) ?? this.numbers.size + 1);
    const program = { name, number: this.numbers.get(name) ?? 0 };
    return {
      check: (news, olds) =>
        this.check(
          { ...declaredIn(news), __program: { ...program, secrets: secretsIn(news) } },
          olds,
        ),
      diff: (olds, news) => this.diff(olds, news),
      create: (inputs) => this.create(inputs),
      read: (id, props = {}) => this.read(id, props),
      update: (id, olds, news) => this.update(id, olds, news),
      delete: (id, props) => this.delete(id, props),
    };
  }

  async check(
    news: Properties,
    olds: Properties = {},
  ): Promise<{ inputs: Properties; failures: messages.CheckFailure.AsObject[] }> {
    const request = new messages.CheckRequest();
    request.setOlds(Struct.fromJavaScript(olds));
    request.setNews(Struct.fromJavaScript({ ...news, __provider: this.provider }));
    const response = await call<messages.CheckResponse>((answer) =>
      this.client.check(request, answer),
    );
    return {
      inputs: properties(response.getInputs()),
      failures: response.getFailuresList().map((failure) => failure.toObject()),
    };
  }

  async diff(
    olds: Properties,
    news: Properties,
  ): Promise<{ changes: boolean; replaces: string[] }> {
    const request = new messages.DiffRequest();
    request.setOlds(Struct.fromJavaScript({ __provider: "exports.handler = () => null", ...olds }));
    request.setNews(Struct.fromJavaScript({ ...news, __provider: this.provider }));
    const response = await call<messages.DiffResponse>((answer) =>
      this.client.diff(request, answer),
    );
    return {
      changes: response.getChanges() === messages.DiffResponse.DiffChanges.DIFF_SOME,
      replaces: response.getReplacesList(),
    };
  }

  async create(inputs: Properties): Promise<{ id: string; outputs: Properties }> {
    const request = new messages.CreateRequest();
    request.setProperties(Struct.fromJavaScript({ ...inputs, __provider: this.provider }));
    const response = await call<messages.CreateResponse>((answer) =>
      this.client.create(request, answer),
    );
    return { id: response.getId(), outputs: properties(response.getProperties()) };
  }

  async read(
    id: string,
    props: Properties,
  ): Promise<{ id: string; outputs: Properties; inputs: Properties }> {
    const request = new messages.ReadRequest();
    request.setId(id);
    request.setProperties(Struct.fromJavaScript({ ...props, __provider: this.provider }));
    const response = await call<messages.ReadResponse>((answer) =>
      this.client.read(request, answer),
    );
    return {
      id: response.getId(),
      outputs: properties(response.getProperties()),
      inputs: properties(response.getInputs()),
    };
  }

  async update(id: string, olds: Properties, news: Properties): Promise<Properties> {
    const request = new messages.UpdateRequest();
    request.setId(id);
    request.setOlds(Struct.fromJavaScript({ ...olds, __provider: this.provider }));
    request.setNews(Struct.fromJavaScript({ ...news, __provider: this.provider }));
    const response = await call<messages.UpdateResponse>((answer) =>
      this.client.update(request, answer),
    );
    return properties(response.getProperties());
  }

  async delete(id: string, props: Properties): Promise<void> {
    const request = new messages.DeleteRequest();
    request.setId(id);
    request.setProperties(Struct.fromJavaScript({ ...props, __provider: this.provider }));
    await call((answer) => this.client.delete(request, answer));
  }

  /** Waits for all that the process printed so far: its messages come by another way than its answers. */
  async flush(): Promise<void> {
    const mark = `all printed ${++this.flushes}`;
    const checking = `{ check: async () => (process.stdout.write(${JSON.stringify(`${mark}\n`)}), {}) }`;
    const provider = `exports.handler = () => (${checking})`;
    const request = new messages.CheckRequest();
    request.setOlds(Struct.fromJavaScript({ __provider: provider }));
    request.setNews(Struct.fromJavaScript({ __provider: provider }));
    const printed = new Promise<void>((resolve) => (this.awaited = { mark, resolve }));
    await call<messages.CheckResponse>((answer) => this.client.check(request, answer));
    await printed;
  }

  /** Memory that the process holds, in bytes. */
  memory(): number {
    return (
      1024 *
      Number(execFileSync("ps", ["-o", "rss=", "-p", String(this.child.pid)], { encoding: "utf8" }))
    );
  }

  async stop(): Promise<void> {
    this.client.close();
    const ended = once(this.child, "exit");
    this.child.kill();
    await ended;
  }
}

function call<Message>(send: (answer: Answer<Message>) => void): Promise<Message> {
  return new Promise((resolve, reject) =>
    send((error, message) => (error ? reject(error) : resolve(message))),
  );
}

/** The properties without `__provider`, which the runtime adds to every answer. As the engine takes them: it keeps which of them are secrets, and gives them back without saying so. */
function properties(struct: Struct | undefined): Properties {
  const { __provider: _, ...rest } = struct?.toJavaScript() ?? {};
  return Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, revealed(value)]));
}

const secret = {
  key: "4dabf18193072939515e22adb298388d",
  signature: "1b47061264138c4ac30d75fd1eb44270",
};

function revealed(value: JavaScriptValue): JavaScriptValue {
  return isSecret(value) ? (value.value ?? null) : value;
}

/** Whether a value is one that a program holds secret. */
export function isSecret(value: JavaScriptValue | undefined): value is Properties {
  return value !== undefined && isObject(value) && value[secret.key] === secret.signature;
}

function isObject(value: JavaScriptValue): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a program declares, without what marks a value as a secret. */
function declaredIn(news: Properties): Properties {
  return Object.fromEntries(Object.entries(news).map(([name, value]) => [name, revealed(value)]));
}

/** The names of the inputs that a program holds secret. */
function secretsIn(news: Properties): string[] {
  return Object.keys(news).filter((name) => isSecret(news[name]));
}

/** A value that the program holds secret. */
export function secretly(value: JavaScriptValue): Properties {
  return { [secret.key]: secret.signature, value };
}
