/** The plugin's process, as the engine starts it, spoken to over gRPC; and an engine that keeps what it is told. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import {
  credentials,
  type handleUnaryCall,
  Server,
  ServerCredentials,
  type ServiceError,
} from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { inherited } from "../../engine/project";
import { type hasty, type Properties, unfinished } from "./provider-process";
import type { Spoken } from "./stack";

const compiled = join(__dirname, "../../provider/dist/pulumi/plugin");
const launcher = join(__dirname, "../../provider/plugin/pulumi-resource-sendcloud");
const secretKey = "4dabf18193072939515e22adb298388d";

/** The resource's type. */
export const type = "sendcloud:index:IntegrationSettings";

/** A line that the plugin told the engine. */
export interface Told {
  severity: number;
  urn: string;
  message: string;
}

interface Options {
  environment?: Record<string, string>;
  /** Retries and time-outs in place of the launcher's own. */
  hasty?: ReturnType<typeof hasty>;
}

/** A plugin, and its engine. */
export class PluginProcess {
  /** What the process printed as errors. */
  printed = "";
  private constructor(
    readonly child: ChildProcess,
    private readonly client: ResourceProviderClient,
    private readonly engine: Server,
    /** What the engine was told, in order. */
    readonly told: readonly Told[],
  ) {}

  /** Starts a plugin; it is not configured yet. */
  static async start({ environment = {}, hasty }: Options = {}): Promise<PluginProcess> {
    const told: Told[] = [];
    const engine = new Server();
    const log: handleUnaryCall<LogRequest, Empty> = ({ request }, answer) => {
      told.push({
        severity: request.getSeverity(),
        urn: request.getUrn(),
        message: request.getMessage(),
      });
      answer(null, new Empty());
    };
    engine.addService(EngineService, { log });
    const address = await new Promise<string>((resolve, reject) =>
      engine.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) =>
        error ? reject(error) : resolve(`127.0.0.1:${port}`),
      ),
    );
    const script = `require(${JSON.stringify(join(compiled, "server.js"))}).start(${JSON.stringify(hasty)})`;
    const args =
      hasty === undefined ? [launcher, address] : ["-e", script, "--", launcher, address];
    const child = spawn(process.execPath, args, {
      env: { ...inherited(), ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const port = await Promise.race([
      new Promise<string>((resolve) => createInterface(child.stdout).once("line", resolve)),
      once(child, "exit").then(() => Promise.reject(new Error("the plugin ended at once"))),
    ]);
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
    const plugin = new PluginProcess(child, client, engine, told);
    child.stderr.setEncoding("utf8").on("data", (text: string) => (plugin.printed += text));
    return plugin;
  }

  /** Sends one call. */
  call<Message>(
    send: (
      client: ResourceProviderClient,
      answer: (error: ServiceError | null, message: Message) => void,
    ) => void,
  ): Promise<Message> {
    return new Promise((resolve, reject) =>
      send(this.client, (error, message) => (error ? reject(error) : resolve(message))),
    );
  }

  /** What is wrong with the configuration. */
  async checkConfig(config: Properties): Promise<string[]> {
    const request = new messages.CheckRequest()
      .setUrn("urn:pulumi:dev::shops::pulumi:providers:sendcloud::default")
      .setNews(Struct.fromJavaScript(config));
    const response = await this.call<messages.CheckResponse>((client, answer) =>
      client.checkConfig(request, answer),
    );
    return response.getFailuresList().map((failure) => failure.getReason());
  }

  async configure(config: Properties): Promise<void> {
    const request = new messages.ConfigureRequest().setArgs(Struct.fromJavaScript(config));
    await this.call<messages.ConfigureResponse>((client, answer) =>
      client.configure(request, answer),
    );
  }

  /** The resource that the engine would call `name`, as an engine asks about it. */
  resource(name = "shop"): Resource {
    return new Resource(this, `urn:pulumi:dev::shops::${type}::${name}`);
  }

  async cancel(): Promise<void> {
    await this.call<Empty>((client, answer) => client.cancel(new Empty(), answer));
  }

  /** The engine is gone, at once. */
  killEngine(): void {
    this.engine.forceShutdown();
  }

  async stop(): Promise<void> {
    this.client.close();
    this.killEngine();
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, "exit");
    this.child.kill();
    await ended;
  }
}

/** What the engine asks about one resource. */
export class Resource {
  constructor(
    private readonly plugin: PluginProcess,
    readonly urn: string,
  ) {}

  async check(
    news: Properties,
    olds: Properties = {},
  ): Promise<{ inputs: Properties; failures: messages.CheckFailure.AsObject[] }> {
    const request = new messages.CheckRequest()
      .setUrn(this.urn)
      .setNews(Struct.fromJavaScript(news))
      .setOlds(Struct.fromJavaScript(olds));
    const response = await this.plugin.call<messages.CheckResponse>((client, answer) =>
      client.check(request, answer),
    );
    return {
      inputs: properties(response.getInputs()),
      failures: response.getFailuresList().map((failure) => failure.toObject()),
    };
  }

  /** With the path of each difference: its kind, by name. */
  async diff(
    olds: Properties,
    news: Properties,
    { inputs = {}, ignoreChanges = [] }: { inputs?: Properties; ignoreChanges?: string[] } = {},
  ): Promise<{ changes: boolean; replaces: string[]; paths: Record<string, string> }> {
    const request = new messages.DiffRequest().setId("7").setUrn(this.urn);
    request.setOldInputs(Struct.fromJavaScript(inputs)).setIgnorechangesList(ignoreChanges);
    request.setOlds(Struct.fromJavaScript(olds)).setNews(Struct.fromJavaScript(news));
    const response = await this.plugin.call<messages.DiffResponse>((client, answer) =>
      client.diff(request, answer),
    );
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
    const request = new messages.CreateRequest()
      .setUrn(this.urn)
      .setProperties(Struct.fromJavaScript(inputs))
      .setPreview(preview);
    const response = await this.plugin.call<messages.CreateResponse>((client, answer) =>
      client.create(request, answer),
    );
    return { id: response.getId(), outputs: properties(response.getProperties()) };
  }

  async read(
    id: string,
    props?: Properties,
  ): Promise<{ id: string; outputs: Properties; inputs: Properties }> {
    const request = new messages.ReadRequest().setId(id).setUrn(this.urn);
    if (props) request.setProperties(Struct.fromJavaScript(props));
    const response = await this.plugin.call<messages.ReadResponse>((client, answer) =>
      client.read(request, answer),
    );
    return {
      id: response.getId(),
      outputs: properties(response.getProperties()),
      inputs: properties(response.getInputs()),
    };
  }

  async update(
    id: string,
    olds: Properties,
    news: Properties,
    preview = false,
  ): Promise<Properties> {
    const request = new messages.UpdateRequest().setId(id).setUrn(this.urn).setPreview(preview);
    request.setOlds(Struct.fromJavaScript(olds)).setNews(Struct.fromJavaScript(news));
    const response = await this.plugin.call<messages.UpdateResponse>((client, answer) =>
      client.update(request, answer),
    );
    return properties(response.getProperties());
  }

  async delete(id: string, props: Properties): Promise<void> {
    const request = new messages.DeleteRequest()
      .setId(id)
      .setUrn(this.urn)
      .setProperties(Struct.fromJavaScript(props));
    await this.plugin.call<Empty>((client, answer) => client.delete(request, answer));
  }
}

/** The properties with secrets in the clear. */
function properties(struct: Struct | undefined): Properties {
  return Object.fromEntries(
    Object.entries(struct?.toJavaScript() ?? {}).map(([name, value]) => [name, inTheClear(value)]),
  );
}

function inTheClear(value: Properties[string]): Properties[string] {
  return isObject(value) && secretKey in value ? (value.value ?? null) : value;
}

function isObject(value: Properties[string]): value is Properties {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** What an engine asks of one resource of a plugin, for the tests that play an engine. Each run is a configuration of its own. */
export function resourceOfThePlugin(plugin: PluginProcess, config: Properties): Spoken {
  const resource = plugin.resource();
  let begun = Promise.resolve();
  return {
    beginRun: () => void (begun = plugin.configure(config)),
    check: async (news) => {
      await begun;
      return resource.check(news);
    },
    diff: (olds, news) => resource.diff(olds, news),
    create: (inputs) => resource.create(inputs),
    read: async (id, props) => {
      await begun;
      return resource.read(id, props);
    },
    update: (id, olds, news) => resource.update(id, olds, news),
    delete: async (id, props) => {
      await begun;
      return resource.delete(id, props);
    },
    unfinished: unfinishedOfThePlugin,
  };
}

/** What a call that failed half way has the engine record, secrets in the clear. */
export function unfinishedOfThePlugin(error: unknown): { outputs: Properties } | undefined {
  const left = unfinished(error);
  return (
    left && {
      outputs: Object.fromEntries(
        Object.entries(left.outputs).map(([name, value]) => [name, inTheClear(value)]),
      ),
    }
  );
}
