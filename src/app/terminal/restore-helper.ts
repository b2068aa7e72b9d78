import type { ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { childProcesses } from '../../machines/processes/child-processes.ts'
import { watchProcessGroups } from '../../machines/processes/living-groups.ts'

/*
 * The helper remembers the last modes and process groups that it was sent. When its input is closed, it ends these groups and restores the
 * terminal. It is in a session of its own and traps signals, so signals to the terminal's processes don't stop it.
 */
const script = `
trap '' HUP INT QUIT TERM TSTP TTIN TTOU PIPE
modes=$2 groups=
while read -r what value; do
  case $what in
    modes) modes=$value ;;
    groups) groups=$value ;;
  esac
done
for group in $groups; do kill -KILL "-$group"; done
if [ "$modes" ]; then
  printf %b "$modes"
  [ "$1" ] && stty "$1" <&3
fi
`

/**
 * A small process that restores the terminal if this one can't: after SIGKILL, an abort, or out of memory. The pipe between them then
 * closes. The helper is killed when it is no longer needed. Without `sh` there is no helper, and everything else works.
 */
export class RestoreHelper {
  readonly #keys: number
  readonly #output: number
  /** The terminal's settings before this app changed them, as `stty -g` says them. */
  #settings = ''
  #restoring = ''
  #child: ChildProcessByStdio<Writable, null, null> | undefined
  #unwatch: (() => void) | undefined
  #isAsked = false
  #isOver = false

  /** `keys` and `output` are descriptors of the terminal. */
  constructor(keys: number, output: number) {
    this.#keys = keys
    this.#output = output
  }

  /** Reads the terminal's settings, before they are changed. This takes about 3 ms. */
  save(): void {
    const { stdout } = childProcesses().spawnSync('stty', ['-g'], {
      stdio: [this.#keys, 'pipe', 'ignore'],
      encoding: 'utf8',
      timeout: 1_000,
    })
    const settings = (stdout as string | null)?.trim() ?? ''
    this.#settings = /^[\da-f:]+$/i.test(settings) ? settings : ''
  }

  /** Starts the helper after the current work, so that it doesn't delay the first frame. */
  startSoon(): void {
    if (this.#isAsked) return
    this.#isAsked = true
    setImmediate(() => this.#start())
  }

  #start(): void {
    if (this.#isOver) return
    const child = childProcesses().spawn(
      'sh',
      ['-c', script, 'actty', this.#settings, escaped(this.#restoring)],
      {
        cwd: '/',
        detached: true,
        stdio: ['pipe', this.#output, 'ignore', this.#keys],
      },
    ) as ChildProcessByStdio<Writable, null, null>
    child.on('error', () => {})
    // Where the system has no more descriptors there is no helper.
    if ((child.stdin as Writable | undefined) === undefined) return
    this.#child = child
    child.stdin.on('error', () => {}) // its own death harms nothing
    child.unref()
    ;(child.stdin as { unref?(): void }).unref?.() // Bun has no such method, and its event loop doesn't wait for a pipe's end
    this.#unwatch = watchProcessGroups((groups) => this.#tell('groups', groups.join(' ')))
  }

  /** Sets the bytes that restore the terminal; '' if nothing has to be restored. */
  protect(restoring: string): void {
    this.#restoring = restoring
    this.#tell('modes', escaped(restoring))
  }

  /** The terminal takes nothing now. The helper restores it later, even if this process has ended. */
  takeOver(): void {
    this.#isOver = true
    this.#tell('groups', '')
    this.#unwatch?.()
    this.#child?.stdin.end()
    this.#child = undefined
  }

  /** It is needed no longer. Resolves when it is gone. */
  async end(): Promise<void> {
    const child = this.#child
    this.endNow()
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    child.ref()
    await once(child, 'close')
  }

  endNow(): void {
    this.#isOver = true
    this.#unwatch?.()
    this.#child?.kill('SIGKILL')
    this.#child?.stdin.destroy()
    this.#child = undefined
  }

  #tell(what: string, value: string): void {
    if (this.#child?.stdin.writable === true) this.#child.stdin.write(`${what} ${value}\n`)
  }
}

/** For the shell's `printf %b`. */
function escaped(bytes: string): string {
  return bytes.replaceAll('\\', '\\0134').replaceAll('\x1b', '\\0033')
}
