import { AppError } from '../../shared/app-error.ts';
import type { ClientInstallation, ClientProgramId } from '../../shared/domain/client-installation.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { Clock } from '../platform/clock.ts';
import { changedMeanwhile, writeConfigFile } from './installers/config-file.ts';
import { type InspectedClient, inspectClients, type PlannedChange } from './installers/inspect-client.ts';
import type { SetupQuestion } from './installers/stdio-entry.ts';

export interface ClientInstallerDeps {
  readonly question: SetupQuestion;
  readonly prepared: PreparedForInstaller;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly clock: Clock;
}

/** The entries of the programs, as far as a configuration goes. */
interface PreparedForInstaller {
  idOf(program: ClientProgramId): string;
  ensure(program: ClientProgramId, name: string, origin: 'connect_button'): Promise<unknown>;
  forget(program: ClientProgramId): Promise<void>;
}

type Action = 'connect' | 'disconnect';

/** Puts this app into AI clients' configurations and takes it out again, at a person's click and as it was shown. */
export class ClientInstaller {
  readonly #deps: ClientInstallerDeps;
  /** One change at a time: two clicks must not read the same file before either wrote it. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(deps: ClientInstallerDeps) {
    this.#deps = deps;
  }

  async inspect(): Promise<ClientInstallation[]> {
    return (await this.#inspected()).map(shown);
  }

  /**
   * @param changeId of the difference that the user saw
   * @throws AppError conflict if the file is not what it was then; unavailable if it cannot be written
   */
  connect(id: ClientProgramId, changeId: string): Promise<ClientInstallation> {
    return this.#inTurn(() => this.#change(id, changeId, 'connect'));
  }

  /** As `connect`. */
  disconnect(id: ClientProgramId, changeId: string): Promise<ClientInstallation> {
    return this.#inTurn(() => this.#change(id, changeId, 'disconnect'));
  }

  #inTurn<T>(action: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(action);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #change(id: ClientProgramId, changeId: string, action: Action): Promise<ClientInstallation> {
    const client = await this.#find(id);
    const change = action === 'connect' ? client.connectChange : client.removeChange;
    if (change === null) throw nothingToDo(client);
    if (change.id !== changeId) throw changedMeanwhile(change.files[0]?.path ?? client.program);
    const { prepared } = this.#deps;
    // The entry first: a program that is started meanwhile must find it.
    if (action === 'connect') await prepared.ensure(id, client.program, 'connect_button');
    await this.#write(client, change, action);
    if (action === 'disconnect') await prepared.forget(id);
    return shown(await this.#find(id));
  }

  #inspected(): Promise<InspectedClient[]> {
    const { question, prepared } = this.#deps;
    return inspectClients(question, (program) => prepared.idOf(program));
  }

  async #find(id: ClientProgramId): Promise<InspectedClient> {
    const found = (await this.#inspected()).find((each) => each.id === id);
    if (found === undefined) throw new TypeError(`no program ${id}`);
    return found;
  }

  /** Each file has its own row, so that one that was written is on record even if the next one fails. */
  async #write(client: InspectedClient, change: PlannedChange, action: Action): Promise<void> {
    const { audit, clock } = this.#deps;
    for (const { file, bytes } of change.writes) {
      const backup = await writeConfigFile(file, bytes, clock.nowMs());
      await audit.append({
        kind: 'client.configured',
        actor: 'user',
        clientName: client.program,
        accountId: null,
        proposalId: null,
        brokerOrderId: null,
        summary: `${client.program}: this app was ${action === 'connect' ? 'added to' : 'removed from'} its configuration`,
        detail: { program: client.id, action, path: file.path, backup },
      });
    }
  }
}

function nothingToDo({ program, state, text }: InspectedClient): AppError {
  const isStuck = state === 'unreadable' || state === 'not_installed';
  return new AppError(
    isStuck ? 'unavailable' : 'conflict',
    isStuck ? text : `${program} is already as you want it.`,
    {
      nextStep: 'Look at its state again.',
    },
  );
}

/** Without what is to be written: other servers' entries do not belong in a window. */
function shown({ connectChange, removeChange, ...rest }: InspectedClient): ClientInstallation {
  return { ...rest, connectChange: shownChange(connectChange), removeChange: shownChange(removeChange) };
}

function shownChange(change: PlannedChange | null) {
  return change === null ? null : { id: change.id, files: change.files };
}
