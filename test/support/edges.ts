/** The two edges over one life cycle, each as the process that the engine starts. */
import { join } from "node:path";
import { type handleUnaryCall, Server, ServerCredentials } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { ResourceProviderService as service } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { ProviderOptions } from "../../provider/dist/pulumi/dynamic/integration-provider";
import {
  inTheClear,
  isSecret,
  type Listening,
  listening,
  type Properties,
  ProviderProcess,
  providerText,
  secretly,
  type Start,
} from "./provider-process";

export const edges = ["dynamic", "plugin"] as const;
export type Edge = (typeof edges)[number];

/** Starts the process of an edge; it is not configured yet. */
export function start(edge: Edge, how: Start = {}): Promise<ProviderProcess> {
  return edge === "plugin" ? PluginProcess.start(how) : DynamicProcess.start(how);
}

/** What the resource sends as `__provider`; the size and path of the real one are tested with the resource. */
const address = 'exports.handler = () => require("pulumi-sendcloud/provider")';

/** The dynamic-provider process of the Pulumi SDK. */
export class DynamicProcess extends ProviderProcess {
  readonly previews = false;
  private told = "";
  private runs = 0;
  private marks = 0;
  private awaited: { mark: string; resolve: () => void } | undefined;
  private readonly numbers = new Map<string, number>();
  private provider: string;

  private constructor(
    at: Listening,
    private readonly options: ProviderOptions | undefined,
  ) {
    super(at);
    this.provider = options === undefined ? address : providerText(options);
    at.lines.on("line", (line) => {
      if (line === this.awaited?.mark) this.awaited.resolve();
      else this.told += `${line}\n`;
    });
  }

  static async start(how: Start = {}): Promise<DynamicProcess> {
    const runtime = require.resolve("@pulumi/pulumi/cmd/dynamic-provider");
    return new DynamicProcess(await listening([runtime, "127.0.0.1:0"], how), how.options);
  }

  /** What is in force for the runs that begin from now on. */
  async configure(config: Properties): Promise<void> {
    const prefixed: Properties = {};
    for (const [name, value] of Object.entries(config))
      prefixed[`sendcloud:${name}`] = typeof value === "string" ? value : JSON.stringify(value);
    const args = Struct.fromJavaScript(prefixed);
    await this.call(service.configure, new messages.ConfigureRequest().setArgs(args));
  }

  /** The runtime configures each text once: another text begins another run, in the process of the one before. */
  async begin(config: Properties): Promise<string[]> {
    await this.configure(config);
    this.provider = `${providerText(this.options)} // ${++this.runs}`;
    return [];
  }

  /** Waits for all that the process printed so far: its messages come by another way than its answers. */
  async said(): Promise<string> {
    const mark = `all printed ${++this.marks}`;
    const checking = `{ check: async () => (process.stdout.write(${JSON.stringify(`${mark}\n`)}), {}) }`;
    const provider = { __provider: `exports.handler = () => (${checking})` };
    const request = new messages.CheckRequest().setOlds(Struct.fromJavaScript(provider));
    const printed = new Promise<void>((resolve) => (this.awaited = { mark, resolve }));
    await this.call(service.check, request.setNews(Struct.fromJavaScript(provider)));
    await printed;
    return this.told;
  }

  /** The program names the resource, and its secrets; the engine drops what marks them. */
  declared(name: string, news: Properties): Properties {
    this.numbers.set(name, this.numbers.get(name) ?? this.numbers.size + 1);
    const secrets = Object.keys(news).filter((input) => isSecret(news[input]));
    return { __program: { name, number: this.numbers.get(name) ?? 0, secrets }, ...news };
  }

  taken(properties: Properties): Properties {
    return inTheClear(properties);
  }

  sent(properties: Properties): Properties {
    return { ...inTheClear(properties), __provider: this.provider };
  }
}

/** A line that the plugin told the engine. */
interface Told {
  severity: number;
  urn: string;
  message: string;
}

/** The plugin, started by its launcher, and an engine that keeps what it is told. */
export class PluginProcess extends ProviderProcess {
  readonly previews = true;

  private constructor(
    at: Listening,
    private readonly engine: Server,
    /** What the engine was told, in order. */
    readonly told: readonly Told[],
  ) {
    super(at);
  }

  static async start(how: Start = {}): Promise<PluginProcess> {
    const told: Told[] = [];
    const engine = new Server();
    const log: handleUnaryCall<LogRequest, Empty> = ({ request }, answer) => {
      const [severity, urn] = [request.getSeverity(), request.getUrn()];
      told.push({ severity, urn, message: request.getMessage() });
      answer(null, new Empty());
    };
    engine.addService(EngineService, { log });
    const address = await new Promise<string>((resolve, reject) =>
      engine.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) =>
        error ? reject(error) : resolve(`127.0.0.1:${port}`),
      ),
    );
    const folder = join(__dirname, "../../provider");
    const launcher = join(folder, "plugin/pulumi-resource-sendcloud");
    const server = JSON.stringify(join(folder, "dist/pulumi/plugin/server.js"));
    const script = `require(${server}).start(${JSON.stringify(how.options)})`;
    const args = how.options === undefined ? [] : ["-e", script, "--"];
    return new PluginProcess(await listening([...args, launcher, address], how), engine, told);
  }

  /** What is wrong with the configuration. */
  async checkConfig(config: Properties): Promise<string[]> {
    const request = new messages.CheckRequest().setNews(Struct.fromJavaScript(config));
    request.setUrn("urn:pulumi:dev::shops::pulumi:providers:sendcloud::default");
    const response = await this.call(service.checkConfig, request);
    return response.getFailuresList().map((failure) => failure.getReason());
  }

  async configure(config: Properties): Promise<void> {
    const request = new messages.ConfigureRequest().setArgs(Struct.fromJavaScript(config));
    await this.call(service.configure, request);
  }

  async begin(config: Properties): Promise<string[]> {
    const { secretKey } = config;
    const problems = await this.checkConfig(
      secretKey === undefined ? config : { ...config, secretKey: secretly(secretKey) },
    );
    await this.configure(config);
    return problems;
  }

  said(): Promise<string> {
    const lines = this.told.map(({ severity, message }) =>
      severity === 2 ? `warning: ${message}\n` : `${message}\n`,
    );
    return Promise.resolve(lines.join(""));
  }

  declared(_name: string, news: Properties): Properties {
    return news;
  }

  taken(properties: Properties): Properties {
    return properties;
  }

  sent(properties: Properties): Properties {
    return properties;
  }

  /** The engine is gone, at once. */
  killEngine(): void {
    this.engine.forceShutdown();
  }

  override async stop(): Promise<void> {
    this.killEngine();
    await super.stop();
  }
}
