import { describe, expect, test } from 'vitest'
import { gatheringView, text } from 'actty'
import { gathering } from 'actty/machines'
import { mount } from 'actty/testing'
import { refused, shown, size } from '../../../support/pattern-view.ts'
import { controlled } from '../../../support/work.ts'

describe('gatheringView shows', () => {
  test('a row for each part', async () => {
    const [cpu, disk] = [controlled<string>({ heeds: true }), controlled<string>({ heeds: true })]
    const view = gatheringView(gathering({ cpu: cpu.logic, disk: disk.logic }), { cpu: (load) => text(load) })
    const app = mount(view, { ...size, input: { cpu: 'of all', disk: '/' } })
    expect(shown(app)).toEqual(['⠋ cpu  running', '⠋ disk  running'])
    await cpu.last().answer('3 %')
    expect(shown(app)).toEqual(['✓ cpu  3 %', '⠋ disk  running'])
    await disk.last().fail(refused)
    expect(shown(app)).toEqual(['✓ cpu  3 %', '✗ disk  refused'])
    expect(await app.unmount()).toEqual([])
  })
})
