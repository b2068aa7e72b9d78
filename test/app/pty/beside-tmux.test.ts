import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { terminalView } from 'actty/pty'
import { mount } from 'actty/testing'
import { hasPty } from '../../support/pty.ts'
import { scratch } from '../../support/scratch.ts'
import { hasTmux, Tmux } from '../../support/tmux.ts'

/** What full-screen programs do to a terminal: each sequence of ECMA-48 and DEC that moves, erases, inserts, scrolls or wraps. */
const script = [
  'plain\r\nline two\r\n\ttab\ttab\r\n',
  '\x1b[10;20Hat 10,20\x1b[2A up two\x1b[5D\x1b[K',
  '\x1b[12;1Habcdef\x1b[12;3H\x1b[2Pghi\x1b[12;2H\x1b[3@',
  '\x1b[14;1H漢字かな\x1b[14;4HX\x1b[15;38H漢字',
  '\x1b[16;1He\u0301 o\u0308 \x1b[4hins\x1b[4l\x1b[1;5H',
  '\x1b[5;10r\x1b[10;1H\n\nscrolled\x1b[5;1H\x1bM\x1bMback\x1b[r',
  '\x1b[18;1H\x1b#8\x1b[2J\x1b[3;3Hcleared\x1b[?7l\x1b[4;30Hno wrap at the right edge\x1b[?7h',
  '\x1b[5;30Hwrapped at the right edge\x1b[7;1H\x1b[2Lin\x1b[9;1H\x1b[Mout',
  '\x1b7\x1b[12;12Hsaved\x1b8restored',
  '\x1b[16;1H\x1b[31;1;44mred on blue\x1b[0;7m inverse \x1b[0m\x1b[3Xerased',
  '\x1b[?1049h\x1b[2;2Halternate\x1b[?1049l\x1b[18;1Hafter \x07bell',
  '\x1b[19;1Hsoft\xadhyphen \u200bzero \x1b[20;1Hbad \x1b[999;999Hend\x1b[H\x1b[3;1Hfirst',
]

/** A command that writes the next bytes with each Enter, and then sets its title to their number. */
const feeder = `stty -echo -onlcr; for i in "$@"; do read -r _; cat "$i"; printf '\\033]2;%s\\007' "$i"; done; sleep 1000`

test.skipIf(!hasTmux || !hasPty)(
  'a script of escape sequences shows the same in a pane as in tmux',
  async () => {
    const tmux = new Tmux(40, 20)
    const files = script.map((bytes, index) => {
      const file = scratch(`bytes-${index}`)
      writeFileSync(file, bytes)
      return file
    })
    const app = mount(terminalView({ command: 'sh', args: ['-c', feeder, 'sh', ...files] }), {
      columns: 40,
      rows: 20,
    })
    try {
      for (const [index, bytes] of script.entries()) {
        await app.press('enter')
        await app.until(({ context }) => context.screen.title === files[index], { step: 5 })
        await app.advance(20)
        const shown = await tmux.show(bytes)
        const rows = shown.slice(0, 20).map((row) => row.trimEnd())
        expect({ after: bytes, rows: app.screen() }).toEqual({ after: bytes, rows })
      }
    } finally {
      tmux.close()
      expect(await app.unmount()).toEqual([])
    }
  },
)
