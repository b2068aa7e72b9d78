import { describe, expect, test } from 'vitest'
import { progressBar, type ProgressBarOptions } from '../../../src/render/nodes/progress-bar.ts'
import { draw, screenOf, shown } from '../../support/screen.ts'

describe('a progress bar', () => {
  test.each<[number, ProgressBarOptions, string, string]>([
    [0, {}, '────────', '--------'],
    [0.5, {}, '━━━━────', '====----'],
    [0.55, {}, '━━━━╸───', '====----'],
    [1, {}, '━━━━━━━━', '========'],
    [7, {}, '━━━━━━━━', '========'],
    [-1, {}, '────────', '--------'],
    [Number.NaN, {}, '────────', '--------'],
    [0.001, {}, '╸───────', '=-------'],
    [0.999, {}, '━━━━━━━╸', '=======-'],
    [0.55, { style: 'blocks' }, '████▍░░░', '####----'],
    [0.999, { style: 'blocks' }, '███████▉', '#######-'],
    [0.55, { style: 'bar' }, '▆▆▆▆▆▆▆▆', '####....'],
  ])('of %d with %j', (value, options, unicode, ascii) => {
    const view = progressBar(value, options)
    expect(shown(view, 8, 1)).toEqual([unicode])
    expect(shown(view, 8, 1, 'ascii')).toEqual([ascii])
  })

  test.each<[ProgressBarOptions, string, string]>([
    [{}, 'accent', 'border'],
    [{ state: 'done' }, 'success', 'border'],
    [{ state: 'failed' }, 'danger', 'border'],
    [{ state: 'paused' }, 'faint', 'border'],
    [{ state: 'retrying' }, 'warning', 'border'],
    [{ style: 'bar' }, 'accent', 'raised'],
    [{ state: 'done', color: 'hue2', trackColor: 'faint' }, 'hue2', 'faint'],
  ])('with %j has the colors %s and %s', (options, color, track) => {
    const screen = screenOf(4, 1)
    draw(screen, progressBar(0.5, options))
    const colors = [0, 3].map((x) => screen.styles.describe(screen.cell(x, 0).style).color)
    expect(colors).toEqual([color, track])
  })

  test('of unknown progress has a quarter that time moves to the end, and in again', () => {
    const screen = screenOf(8, 1)
    const rows: string[] = []
    for (const now of [0, 840, 1_680, 2_436, 2_772, 3_024, 3_360]) {
      screen.now = now
      draw(screen, progressBar(undefined))
      rows.push(screen.toLines()[0]!)
    }
    expect(rows).toEqual(['━━──────', '───━━───', '─────━━─', '───────━', '────────', '━───────', '━━──────'])
  })

  test('that moves changes the colors, too, and paints nothing again', () => {
    const screen = screenOf(8, 1)
    screen.now = 0
    draw(screen, progressBar(undefined, { style: 'bar' }))
    const { written } = screen.buffer
    expect(screen.nextMove).toBe(84)
    screen.now = 840
    screen.arrange()
    screen.draw()
    const colors = Array.from({ length: 8 }, (_, x) => screen.styles.describe(screen.cell(x, 0).style).color)
    expect(colors.map((color) => color === 'accent')).toEqual([...'00011000'].map((bit) => bit === '1'))
    expect(screen.buffer.written).toBe(written)
  })

  test('of unknown progress stands where time does', () => {
    expect(shown(progressBar(undefined), 8, 1)).toEqual(['━━──────'])
    expect(shown(progressBar(undefined), 8, 1, 'ascii')).toEqual(['==------'])
  })

  test('of a time fills as it passes, in steps of at least 84 ms, and stays full', () => {
    const screen = screenOf(8, 1)
    const rows: [string, number][] = []
    for (const now of [0, 1_000, 1_499, 3_000, 4_999, 5_000, 9_000]) {
      screen.now = now
      draw(screen, progressBar({ from: 1_000, until: 5_000 }))
      rows.push([screen.toLines()[0]!, screen.nextMove])
    }
    expect(rows).toEqual([
      ['────────', 1_500],
      ['────────', 1_500],
      ['────────', 1_512],
      ['━━━━────', 3_500],
      ['━━━━━━━─', 5_040],
      ['━━━━━━━━', Infinity],
      ['━━━━━━━━', Infinity],
    ])
    screen.now = 0
    draw(screen, progressBar({ from: 0, until: 80 }))
    expect(screen.nextMove).toBe(84)
  })

  test('of a time that has no length is empty before it, and full from then on', () => {
    const screen = screenOf(4, 1)
    const at = (now: number) => {
      screen.now = now
      draw(screen, progressBar({ from: 10, until: 10 }))
      return screen.toLines()[0]
    }
    expect([at(9), at(10)]).toEqual(['────', '━━━━'])
  })

  test('of a time needs two times', () => {
    expect(() => progressBar({ from: 0, until: NaN })).toThrow('until')
  })

  test('says which options there are', () => {
    expect(() => progressBar(0, { style: 'wave' as 'line' })).toThrow(
      'style must be one of line, blocks, bar',
    )
    expect(() => progressBar(0, { state: 'stuck' as 'done' })).toThrow('state must be one of running, done')
  })
})
