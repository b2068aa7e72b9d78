import { inflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { column, image, overlay, text } from 'actty'
import { hasPlaceholders, KittyGraphics } from '../../../src/app/terminal/kitty-graphics.ts'
import { Pane } from '../../../src/render/layout/box.ts'
import { InlineSurface, FullScreenSurface } from '../../../src/render/encode/cursor-moves.ts'
import type { Node } from '../../../src/render/nodes/index.ts'
import type { Pixels } from '../../../src/render/pictures/pixels.ts'
import { Screen } from '../../../src/render/screen.ts'
import { Judge } from '../../support/judge.ts'
import { draw } from '../../support/screen.ts'

const RED = [255, 0, 0, 255]
const BLUE = [0, 0, 255, 255]
const PLACEHOLDER = '\u{10eeee}'

function pixels(width: number, ...colors: number[][]): Pixels {
  return { width, height: colors.length / width, data: Uint8Array.from(colors.flat()) }
}

const checks = pixels(2, RED, BLUE, BLUE, RED)

/** What a terminal with the protocol keeps: sequences are APC G, keys, a payload, ST. */
class Kitty {
  readonly judge: Judge
  readonly pictures = new Map<number, { readonly keys: Readonly<Record<string, string>>; payload: string }>()
  #unfinished: number | undefined

  constructor(columns: number, rows: number) {
    this.judge = new Judge(columns, rows)
  }

  async write(bytes: string): Promise<void> {
    for (const [, list, payload = ''] of bytes.matchAll(/\x1b_G([^;\x1b]*);?([^\x1b]*)\x1b\\/g)) {
      expect(payload.length).toBeLessThanOrEqual(4_096)
      const keys = Object.fromEntries(list!.split(',').map((pair) => pair.split('=') as [string, string]))
      expect(keys['q']).toBe('2') // or the answer would be taken for keys
      const id = Number(keys['i'] ?? this.#unfinished)
      if (keys['a'] === 'd') this.pictures.delete(id)
      else if (keys['a'] === 'T') this.pictures.set(id, { keys, payload })
      else this.pictures.get(id)!.payload += payload
      this.#unfinished = keys['m'] === '1' ? id : undefined
    }
    await this.judge.write(bytes)
  }

  /** The bytes of red, green, blue and alpha that it was given. */
  data(id: number): Buffer {
    return inflateSync(Buffer.from(this.pictures.get(id)!.payload, 'base64'))
  }
}

function screenFor(
  columns: number,
  rows: number,
  ground = new FullScreenSurface() as FullScreenSurface | InlineSurface,
) {
  const pane = new Pane(() => undefined)
  return new Screen(pane, columns, rows, 'truecolor', ground, new KittyGraphics(41))
}

describe('a picture on a terminal that shows pictures itself', () => {
  test('is sent to it once, and is in cells that name it, its row and its column', async () => {
    const screen = screenFor(2, 2)
    const kitty = new Kitty(2, 2)
    const big = pixels(2, RED, RED, BLUE, BLUE, RED, BLUE, RED, BLUE)
    await kitty.write(draw(screen, image(big)))
    const { keys } = kitty.pictures.get(42)!
    expect(keys).toMatchObject({ a: 'T', U: '1', f: '32', o: 'z', s: '2', v: '4', c: '2', r: '2' })
    expect([...kitty.data(42)]).toEqual([...big.data])
    expect(kitty.judge.cells().map((row) => row.map(({ text }) => text))).toEqual([
      [`${PLACEHOLDER}\u0305\u0305`, `${PLACEHOLDER}\u0305\u030d`],
      [`${PLACEHOLDER}\u030d\u0305`, `${PLACEHOLDER}\u030d\u030d`],
    ])
    expect(kitty.judge.cells().flatMap((row) => row.map(({ color }) => color))).toEqual([42, 42, 42, 42])
    expect(draw(screen, image(big))).toBe('')
    expect(draw(screen, column([image(big, { height: 1 }), 'x']))).toContain('c=1,r=1')
  })

  test('has no underline from what is around it, whose color would name another picture', () => {
    const around = { underline: 'curly', underlineColor: 'red', inverse: true, background: 'blue' } as const
    const bytes = draw(screenFor(2, 1), column(around, [image(checks)]))
    expect(bytes).toContain(`\x1b[38;2;0;0;42;44m${PLACEHOLDER}`)
    expect(bytes).not.toMatch(/\x1b\[[\d;:]*(58|4:3)/)
  })

  test('is sent in parts, with no more pixels than can be seen', async () => {
    const screen = screenFor(40, 20)
    const kitty = new Kitty(40, 20)
    const data = Uint8Array.from({ length: 4_000_000 }, (_, i) => Math.imul(i, 2_654_435_761) >>> 24)
    const bytes = draw(screen, image({ width: 1_000, height: 1_000, data }))
    await kitty.write(bytes)
    expect(kitty.pictures.get(42)!.keys).toMatchObject({ c: '40', r: '20', s: '400', v: '400' })
    expect(kitty.data(42)).toHaveLength(400 * 400 * 4)
    expect(bytes.match(/\x1b_G/g)!.length).toBeGreaterThan(10)
  })

  test('is covered and uncovered as text is, without being sent again', async () => {
    const screen = screenFor(4, 2)
    const kitty = new Kitty(4, 2)
    const page = (dialog?: Node) => overlay({ at: 'top-left' }, [image(checks), dialog])
    await kitty.write(draw(screen, page()))
    const before = kitty.judge.cells()
    await kitty.write(draw(screen, page(text('ok'))))
    expect(kitty.judge.lines()[0]!.startsWith('ok')).toBe(true)
    const bytes = draw(screen, page())
    expect(bytes).not.toContain('\x1b_G')
    await kitty.write(bytes)
    expect(kitty.judge.cells()).toEqual(before)
  })

  test('is taken back when the terminal is left, and given again after', async () => {
    const screen = screenFor(2, 1)
    const kitty = new Kitty(2, 1)
    await kitty.write(draw(screen, image(checks)))
    expect([...kitty.pictures.keys()]).toEqual([42])
    await kitty.write(screen.leave())
    expect([...kitty.pictures.keys()]).toEqual([])
    await kitty.write(draw(screen, image(checks)))
    expect([...kitty.pictures.keys()]).toEqual([43])
  })

  test('is taken back when others may have used the terminal meanwhile', async () => {
    const screen = screenFor(2, 1)
    const kitty = new Kitty(2, 1)
    await kitty.write(draw(screen, image(checks)))
    screen.invalidate()
    await kitty.write(draw(screen, image(checks)))
    expect([...kitty.pictures.keys()]).toEqual([43])
  })

  test('stays when an inline app has ended', async () => {
    const screen = screenFor(2, 1, new InlineSurface())
    const kitty = new Kitty(4, 4)
    await kitty.write(draw(screen, image(checks)) + screen.leave())
    expect([...kitty.pictures.keys()]).toEqual([42])
    expect(kitty.judge.lines()[0]).toContain(PLACEHOLDER)
  })

  test('is sent once, however many there are in view', () => {
    const screen = screenFor(2, 70)
    const many = Array.from({ length: 70 }, (_, i) => image(pixels(1, [i, 0, 0, 255], RED), { height: 1 }))
    const view = (name: string) => column([...many.slice(0, 69), name])
    draw(screen, view('a'))
    draw(screen, view('b'))
    expect(draw(screen, view('c'))).not.toContain('\x1b_G')
  })

  test('is deleted when others have taken its place', async () => {
    const screen = screenFor(2, 1)
    const kitty = new Kitty(2, 1)
    for (let i = 0; i < 500; i++)
      await kitty.write(draw(screen, image(pixels(1, [i % 256, i >> 8, 0, 255], RED))))
    expect(kitty.pictures.size).toBeLessThan(80)
    const shown = kitty.judge.cells()[0]![0]!.color
    expect([...kitty.data(shown).subarray(0, 2)]).toEqual([499 % 256, 499 >> 8])
  })
})

test.each([
  [{ TERM: 'xterm-kitty' }, true],
  [{ TERM: 'xterm-ghostty' }, true],
  // Inside a multiplexer, and where only the rest of the protocol is known.
  [{ TERM: 'tmux-256color', KITTY_WINDOW_ID: '1' }, false],
  [{ TERM: 'xterm-256color', TERM_PROGRAM: 'WezTerm' }, false],
  [{}, false],
])('placeholders on %o: %s', (env, expected) => {
  expect(hasPlaceholders(env)).toBe(expected)
})
