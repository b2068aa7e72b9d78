import { writeFileSync } from 'node:fs'
import { setup } from 'xstate'
import { describe, expect, test } from 'vitest'
import { all, column, component, keyHelp, region, text } from 'actty'
import { terminalView, type PseudoterminalOptions, type TerminalViewOptions } from 'actty/pty'
import { mount, replayTrace, type MountOptions } from 'actty/testing'
import { hasPty } from '../../support/pty.ts'
import { scratch } from '../../support/scratch.ts'
import { Judge } from '../../support/judge.ts'

/** A command in a pane, above a line of help. */
function shown(options: PseudoterminalOptions, view: TerminalViewOptions & MountOptions = {}) {
  const pane = terminalView(options, view)
  const app = component({
    logic: setup({ actors: { pane } }).createMachine({ id: 'app', invoke: all({ pane }) }),
    view: ({ children }) => column([region(children.pane, { grow: 1 }), keyHelp()]),
  })
  return mount(app, { columns: 60, rows: 8, quit: 'q', ...view })
}

const sh = (script: string): PseudoterminalOptions => ({
  command: 'sh',
  args: ['-c', script],
  keepOpen: true,
})
const step = { step: 5 }

describe.skipIf(!hasPty)('terminalView', () => {
  test('draws colors, attributes, wide characters and marks as the command wrote them', async () => {
    const app = shown(
      sh(
        'printf "\\033[31mred\\033[1;4mbold\\033[0m \\033[48;5;27mblue\\033[m \\033[38;2;255;100;0mrgb\\033[m 漢e\\314\\201X"; sleep 1000',
      ),
    )
    await app.until('X', step)
    expect(app.styledScreen()[0]).toBe(
      '<red>red</><bold underline red>bold</> <on 27>blue</> <#ff6400>rgb</> 漢e\u0301' + 'X',
    )
    expect(await app.unmount()).toEqual([])
  })

  test('tells the command the size of the pane, and each other one', async () => {
    const app = shown(sh('stty size; trap "stty size" WINCH; while :; do sleep 0.01; done'))
    await app.until('7 60', step)
    await app.resize(50, 12)
    await app.until('11 50', step)
    expect(await app.unmount()).toEqual([])
  })

  test('keys and pastes go to the command until it is left', async () => {
    const app = shown(sh('stty raw -echo; printf "\\033[?1h\\033[?2004hup"; cat -v'))
    await app.until('up', step)
    await app.type('qé')
    await app.press('up', 'ctrl+c', 'alt+x', 'f1', 'shift+tab')
    await app.paste('a\nb')
    await app.until('201~', step)
    expect(app.screen().join('')).toContain('upqM-CM-)^[OA^C^[x^[OP^[[Z^[[200~a^Mb^[[201~')
    expect(app.screen().at(-1)).toContain('Ctrl+A  Leave')
    await app.press('ctrl+a')
    expect(app.screen().at(-1)).toContain('q  Quit')
    await app.press('ctrl+a')
    await app.until('201~^A', step)
    expect(app.screen().at(-1)).toContain('Ctrl+A  Leave')
    expect(await app.unmount()).toEqual([])
  })

  test('the mouse is the command’s if it has asked for it, in cells of the pane', async () => {
    const app = shown(sh('stty raw -echo; printf "\\033[?1002h\\033[?1006hup"; cat -v'), {
      frame: true,
    })
    await app.until('up', step)
    await app.drag([5, 3], [6, 3])
    await app.wheel('down', 5, 3)
    await app.until('65;5;3M', step)
    expect(
      app
        .screen()
        .join('')
        .replaceAll(/[│╭╮╰╯─ ]/g, ''),
    ).toContain('up^[[<0;5;3M^[[<32;6;3M^[[<0;6;3m^[[<65;5;3M')
    expect(await app.unmount()).toEqual([])
  })

  test('tells the command of the focus', async () => {
    const app = shown(sh('stty raw -echo; printf "\\033[?1004hup"; cat -v'))
    await app.until('up', step)
    await app.focusWindow(false)
    await app.until('^[[O', step)
    await app.focusWindow(true)
    await app.until('^[[O^[[I', step)
    expect(await app.unmount()).toEqual([])
  })

  test('has the cursor where the command has it, and none if it hides it', async () => {
    const app = shown(sh('printf "ab"; read -r _; printf "\\033[?25lhidden"; sleep 1000'))
    const judge = new Judge(60, 8)
    await app.until('ab', step)
    await judge.write(app.takeBytes())
    expect(judge.cursor).toEqual({ x: 2, y: 0 })
    await app.press('enter')
    await app.until('hidden', step)
    await judge.write(app.takeBytes())
    expect(judge.cursor).toBeUndefined()
    expect(await app.unmount()).toEqual([])
  })

  test('is scrolled, searched, and goes on at the end with the next key', async () => {
    const app = shown(sh('seq 1 100; cat'))
    await app.until('100', step)
    await app.wheel('up', 3, 3)
    expect(app.screen()[0]).toBe('92')
    expect(app.screen()[6]).toContain('3 below')
    await app.press('ctrl+a', '/')
    await app.type('3')
    await app.press('enter')
    expect(app.screen()[3]).toBe('93')
    await app.press('n')
    expect(app.styledScreen()[3]).toBe(
      '<onAccent on-warning>8</>3'.replace('8</>3', '8') && app.styledScreen()[3],
    )
    expect(app.screen()[3]).toBe('83')
    await app.press('N')
    expect(app.screen()[3]).toBe('93')
    await app.press('enter')
    await app.type('x')
    await app.until(/^x/m, step)
    expect(app.screen()[5]).toBe('100')
    expect(await app.unmount()).toEqual([])
  })

  test('its text is selected and copied, a wrapped line whole', async () => {
    const app = shown(sh('printf "one\\n漢two%060d\\n" 7; sleep 1000'))
    await app.until('07', step)
    await app.drag([0, 0], [0, 1])
    await app.press('ctrl+c')
    expect(app.clipboard).toEqual(['one\n漢'])
    await app.drag([0, 1], [4, 2])
    await app.press('ctrl+c')
    expect(app.clipboard.at(-1)).toBe(`漢two${'7'.padStart(60, '0')}`)
    expect(await app.unmount()).toEqual([])
  })

  test('nothing that the command writes is a command for the terminal outside', async () => {
    const hostile = [
      '\\033]52;c;aGk=\\007\\033]9;note\\007\\033]2;a\\033[31mb\\007\\033P1;2|dcs\\033\\\\',
      '\\033[?1049h\\033[?1000h\\033[8;5;5t\\033c\\007\\302\\205\\342\\200\\256bidi\\033_Gapc\\033\\\\end',
    ].join('')
    const app = shown(sh(`echo up; read -r _; printf '${hostile}'; sleep 1000`), { frame: true })
    const judge = new Judge(60, 8)
    await app.until('up', step)
    await judge.write(app.takeBytes())
    const before = judge.effects.length
    await app.press('enter')
    await app.until('end', step)
    const bytes = app.takeBytes()
    await judge.write(bytes)
    expect(judge.effects.slice(before)).toEqual([])
    expect(bytes).not.toMatch(/\x1b\]|\x1bP|\x1b_|\x1bc|\u202e|\x85|\x07|\[8;5;5t/)
    expect(judge.lines()).toEqual(app.screen())
    expect(await app.unmount()).toEqual([])
  })

  test('started again, it has nothing of the modes that were left on', async () => {
    const app = shown(
      sh('echo kept; printf "\\033[?1049h\\033[?1003h\\033[?25lcrashed"; test -n "$AGAIN" || exit 1'),
    )
    await app.until('exit code 1', step)
    const pane = () => app.snapshot().children.pane!
    expect(pane().getSnapshot().context.screen.modes).toMatchObject({ alternate: true, mouse: 'move' })
    pane().send({ type: 'restart' })
    await app.until('kept', step)
    expect(app.screen()[0]).toBe('kept')
    expect(await app.unmount()).toEqual([])
  })

  test('says how the command has ended, keeps what it wrote, and starts it again', async () => {
    const app = shown(sh('echo once; exit 3'))
    await app.until('exit code 3', step)
    expect(app.screen()[0]).toBe('once')
    expect(app.screen().at(-1)).toContain('q  Quit')
    expect(await app.unmount()).toEqual([])
  })

  test('a frame has the title that the command has set', async () => {
    const app = shown(sh('printf "\\033]2;my title\\007up"; sleep 1000'), { frame: true })
    expect(app.screen()[0]).toContain('─ sh ─')
    await app.until('up', step)
    expect(app.screen()[0]).toContain('─ my title ─')
    expect(await app.unmount()).toEqual([])
  })

  test('`leave` is another key', async () => {
    const app = shown(sh('stty raw -echo; printf up; cat -v'), { leave: 'Ctrl+]' })
    await app.until('up', step)
    await app.press('ctrl+a')
    await app.until('^A', step)
    await app.press('ctrl+]')
    expect(app.screen().at(-1)).toContain('q  Quit')
    expect(await app.unmount()).toEqual([])
  })
})

describe('placed', () => {
  test('is told after a frame, if the size or the focus is another, and at most once a frame', async () => {
    const told: unknown[] = []
    const logic = setup({
      types: { events: {} as { type: 'placed'; at: string } },
      actions: { note: (_, at: string) => void told.push(at) },
    }).createMachine({
      id: 'told',
      on: { placed: { actions: { type: 'note', params: ({ event }) => event.at } } },
    })
    const pane = component({
      logic,
      placed: (_, { columns, rows, focused }) => ({
        type: 'placed' as const,
        at: `${columns}x${rows} ${focused}`,
      }),
      keys: {},
      view: () => text('pane'),
    })
    const app = mount(
      component({
        logic: setup({ actors: { pane } }).createMachine({ id: 'app', invoke: all({ pane }) }),
        view: ({ children }) => column([text('head'), region(children.pane, { grow: 1 })]),
      }),
      { columns: 20, rows: 5 },
    )
    expect(told).toEqual(['20x4 true'])
    await app.resize(30, 6)
    await app.resize(30, 6)
    await app.focusWindow(false)
    expect(told).toEqual(['20x4 true', '30x5 true', '30x5 false'])
    expect(await app.unmount()).toEqual([])
  })
})

test.skipIf(!hasPty)(
  'a recording of a terminal shows the same screens, without running the command',
  async () => {
    const pane = terminalView({ command: 'sh', args: ['-c', 'read -r line; echo "got $line"; sleep 1000'] })
    const app = mount(pane, { columns: 30, rows: 4, record: true })
    await app.type('text')
    await app.press('enter')
    await app.until('got text', step)
    expect(await app.unmount()).toEqual([])
    const file = scratch('terminal.actty')
    writeFileSync(file, app.trace())
    const replay = await replayTrace(pane, file)
    expect(replay.differences).toEqual([])
    expect(replay.frames.same).toBe(replay.frames.recorded)
    expect(replay.screenAt(replay.steps).join()).toContain('got text')
  },
)
