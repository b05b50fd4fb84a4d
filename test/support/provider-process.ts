/** Provider processes, as the engine starts them, spoken to over gRPC: what both edges share, and what is asked of one resource. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import { type Client, credentials, Metadata, type MethodDefinition } from "@grpc/grpc-js";
import {
  ResourceProviderClient,
  ResourceProviderService as service,
} from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { ProviderOptions } from "../../provider/dist/pulumi/dynamic/integration-provider";
import { inherited } from "../../engine/project";

const root = join(__dirname, "../..");

export type Properties = Record<string, JavaScriptValue>;

/** What stands for a value that preview does not know yet. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Retries and time-outs that are as many as ever, but short; retries at the rate limit end after so many milliseconds. */
export function hasty(deadline = 20_000, response = 300): ProviderOptions {
  return {
    retryPolicy: { attempts: 5, firstBackoff: 1, maxBackoff: 1, maxRetryAfter: 50, deadline },
    timeOuts: { connect: 2000, response },
  };
}

/** The text of a dynamic provider that begins a run of its own, with these options. */
export function providerText(options: ProviderOptions = {}): string {
  const file = join(root, "provider/dist/pulumi/dynamic/integration-provider.js");
  return `exports.handler = () => require(${JSON.stringify(file)}).createProvider(${JSON.stringify(options)})`;
}

/** How a process is started. */
export interface Start {
  environment?: Record<string, string>;
  /** Retries and time-outs in place of its own. */
  options?: ProviderOptions | undefined;
}

/** A process that listens. */
export interface Listening {
  child: ChildProcess;
  /** What it prints after its port. */
  lines: Interface;
  client: Client;
}

/** Starts Node.js with these arguments in the repository, and waits for the port that it prints. */
export async function listening(args: string[], { environment }: Start): Promise<Listening> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...inherited(), ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines = createInterface(child.stdout);
  const port = await Promise.race([
    new Promise<string>((resolve) => lines.once("line", resolve)),
    once(child, "exit").then(() => Promise.reject(new Error("the process ended at once"))),
  ]);
  const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
  return { child, lines, client };
}

/** A provider process of either edge. */
export abstract class ProviderProcess {
  readonly child: ChildProcess;
  /** What the process printed as errors. */
  printed = "";
  private readonly client: Client;

  constructor({ child, client }: Listening) {
    this.child = child;
    this.client = client;
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (this.printed += text));
  }

  /** Whether the engine asks it at preview too. */
  abstract readonly previews: boolean;
  /** Configures it, each value by its plain name. */
  abstract configure(config: Properties): Promise<void>;
  /** Begins another run, and says what is wrong with its configuration. */
  abstract begin(config: Properties): Promise<string[]>;
  /** What it told the user so far, warnings as such. */
  abstract said(): Promise<string>;
  /** What is declared of the resource of this name, as the program sends it. */
  abstract declared(name: string, news: Properties): Properties;
  /** Properties as the engine sends them to it. */
  abstract taken(properties: Properties): Properties;
  /** The same, with what else belongs to a resource. */
  abstract sent(properties: Properties): Properties;

  /** Sends one call. */
  call<Request, Response>(
    { path, requestSerialize, responseDeserialize }: MethodDefinition<Request, Response>,
    request: Request,
  ): Promise<Response> {
    return new Promise((resolve, reject) =>
      this.client.makeUnaryRequest(
        path,
        requestSerialize,
        responseDeserialize,
        request,
        (error, response) =>
          response === undefined
            ? reject(error ?? new Error(`${path}: no response`))
            : resolve(response),
      ),
    );
  }

  /** The resource that the engine would call `name`; secrets in the clear, or `marked`. */
  resource(name = "shop", { marked = false } = {}): Resource {
    return new Resource(this, name, marked);
  }

  async stop(): Promise<void> {
    this.client.close();
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, "exit");
    this.child.kill();
    await ended;
  }
}

/** The type of the plugin's resource. */
export const type = "sendcloud:index:IntegrationSettings";

/** What the engine asks about one resource. */
export class Resource {
  readonly urn: string;
  constructor(
    private readonly process: ProviderProcess,
    private readonly name: string,
    private readonly marked: boolean,
  ) {
    this.urn = `urn:pulumi:dev::shops::${type}::${name}`;
  }

  /** What is recorded are the inputs of the state. */
  async check(
    news: Properties,
    recorded: Properties = {},
  ): Promise<{ inputs: Properties; failures: messages.CheckFailure.AsObject[] }> {
    const { process, name, urn } = this;
    const request = new messages.CheckRequest().setUrn(urn);
    request.setNews(Struct.fromJavaScript(process.sent(process.declared(name, news))));
    request.setOlds(Struct.fromJavaScript(process.taken(recorded)));
    const response = await process.call(service.check, request);
    return {
      inputs: this.received(response.getInputs()),
      failures: response.getFailuresList().map((failure) => failure.toObject()),
    };
  }

  /** With the path of each difference, where the process tells it: its kind, by name. */
  async diff(
    olds: Properties,
    news: Properties,
    { inputs = {}, ignoreChanges = [] }: { inputs?: Properties; ignoreChanges?: string[] } = {},
  ): Promise<{ changes: boolean; replaces: string[]; paths: Record<string, string> }> {
    const { process, urn } = this;
    const request = new messages.DiffRequest().setId("7").setUrn(urn);
    request.setOldInputs(Struct.fromJavaScript(process.taken(inputs)));
    request.setOlds(Struct.fromJavaScript(process.taken(olds)));
    request.setNews(Struct.fromJavaScript(process.sent(news))).setIgnorechangesList(ignoreChanges);
    const response = await process.call(service.diff, request);
    const kinds = Object.entries(messages.PropertyDiff.Kind);
    const paths = response
      .getDetaileddiffMap()
      .toObject(false, (included, message) => messages.PropertyDiff.toObject(included, message))
      .map(
        ([path, { kind }]) => [path, kinds.find(([, value]) => value === kind)?.[0] ?? ""] as const,
      );
    const changes = response.getChanges() === messages.DiffResponse.DiffChanges.DIFF_SOME;
    return { changes, replaces: response.getReplacesList(), paths: Object.fromEntries(paths) };
  }

  async create(inputs: Properties, preview = false): Promise<{ id: string; outputs: Properties }> {
    const request = new messages.CreateRequest().setUrn(this.urn).setPreview(preview);
    request.setProperties(Struct.fromJavaScript(this.process.sent(inputs)));
    const response = await this.process.call(service.create, request);
    return { id: response.getId(), outputs: this.received(response.getProperties()) };
  }

  async read(
    id: string,
    outputs: Properties = {},
  ): Promise<{ id: string; outputs: Properties; inputs: Properties }> {
    const request = new messages.ReadRequest().setUrn(this.urn).setId(id);
    request.setProperties(Struct.fromJavaScript(this.process.sent(outputs)));
    const response = await this.process.call(service.read, request);
    return {
      id: response.getId(),
      outputs: this.received(response.getProperties()),
      inputs: this.received(response.getInputs()),
    };
  }

  async update(
    id: string,
    olds: Properties,
    news: Properties,
    preview = false,
  ): Promise<Properties> {
    const request = new messages.UpdateRequest().setUrn(this.urn).setId(id).setPreview(preview);
    request.setOlds(Struct.fromJavaScript(this.process.sent(olds)));
    request.setNews(Struct.fromJavaScript(this.process.sent(news)));
    const response = await this.process.call(service.update, request);
    return this.received(response.getProperties());
  }

  async delete(id: string, outputs: Properties): Promise<void> {
    const request = new messages.DeleteRequest().setUrn(this.urn).setId(id);
    request.setProperties(Struct.fromJavaScript(this.process.sent(outputs)));
    await this.process.call(service.delete, request);
  }

  private received(struct: Struct | undefined): Properties {
    const properties = withoutAddress(struct);
    return this.marked ? properties : inTheClear(properties);
  }
}

/** The properties without `__provider`, which the runtime of dynamic providers adds to every answer. */
function withoutAddress(struct: Struct | undefined): Properties {
  const { __provider: _, ...rest } = struct?.toJavaScript() ?? {};
  return rest;
}

/** What a call that failed half way has the engine record: it is what the process says of it, not what a test thinks. */
export function unfinished(error: unknown): { outputs: Properties } | undefined {
  const details =
    error instanceof Error && "metadata" in error && error.metadata instanceof Metadata
      ? error.metadata.get("grpc-status-details-bin")
      : undefined;
  const [packed] = details ?? [];
  if (!(packed instanceof Buffer)) return undefined;
  const [detail] = Status.deserializeBinary(packed).getDetailsList();
  if (detail === undefined) return undefined;
  const failed = messages.ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8());
  return { outputs: inTheClear(withoutAddress(failed.getProperties())) };
}

const secret = {
  key: "4dabf18193072939515e22adb298388d",
  signature: "1b47061264138c4ac30d75fd1eb44270",
};

/** A value that the program holds secret. */
export function secretly(value: JavaScriptValue): Properties {
  return { [secret.key]: secret.signature, value };
}

/** Whether a value is one that a program holds secret. */
export function isSecret(value: JavaScriptValue | undefined): value is Properties {
  return isObject(value) && value[secret.key] === secret.signature;
}

function isObject(value: JavaScriptValue | undefined): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Properties without what marks a value as a secret. */
export function inTheClear(properties: Properties): Properties {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      name,
      isSecret(value) ? (value.value ?? null) : value,
    ]),
  );
}
