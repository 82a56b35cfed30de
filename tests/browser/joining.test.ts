import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SCENES } from '../support/stage/scenes.ts';
import { onStage } from './on-stage.ts';
import { openWindow, PHONE, type Window } from './support.ts';

const on = onStage();

let window: Window;
let page: Page;

beforeEach(async () => {
  on.stage.show(SCENES.lobby);
  on.stage.refuse(undefined);
  on.stage.commands.length = 0;
  window = await openWindow(on.browser, { size: PHONE });
  ({ page } = window);
});
afterEach(() => window.context.close());

async function join(): Promise<void> {
  await page.goto(`${on.stage.url}/j/K7MX3P`);
  await page.fill('#name', 'Ana');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.lobby');
}

describe('joining', () => {
  it('takes the code as it is typed, then a name, and shows who one is', async () => {
    await page.goto(on.stage.url);
    await page.fill('#code', 'k7 mx3p');
    await page.click('text=Continue');
    await page.click('text=Calm Heron');
    await page.click('text=Join the class');
    await page.waitForSelector('.lobby');
    expect(await page.textContent('.lobby h2')).toBe('Ana');
    expect(new URL(page.url()).pathname).toBe('/j/K7MX3P');
  });

  it('works with the keyboard alone', async () => {
    await page.goto(on.stage.url);
    await page.waitForSelector('#code');
    await page.keyboard.press('Tab');
    await page.keyboard.type('K7MX3P');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#name');
    await page.keyboard.type('Ana');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.lobby');
  });

  it.each(['/j/CDFGHJ', '/j/cd-fghj'])(
    'says in a sentence that there is no such class, and keeps the code: %s',
    async (path) => {
      await page.goto(on.stage.url + path);
      await page.waitForSelector('.said:not(:empty)');
      expect(await page.textContent('.said')).toBe('No class has this code. Check it against the big screen.');
      expect(await page.inputValue('#code')).toMatch(/^cd-?fghj$/i);
    },
  );

  it('says what a code is to who typed something else, and keeps it', async () => {
    await page.goto(`${on.stage.url}/j/WRONG`);
    await page.waitForSelector('.said:not(:empty)');
    expect(await page.textContent('.said')).toContain('A code has 6 letters and digits.');
    expect(await page.inputValue('#code')).toBe('WRONG');
  });

  it.each([
    ['a link', 'http://game.example.org/j/K7MX3P?from=mail', 'K7MX3P'],
    ['full-width letters', 'ｋ７ｍｘ３ｐ', 'K7MX3P'],
    ['another keyboard', 'Л7ЬЧ3З', 'K7MX3P'],
    ['letters that look like it', 'К7МХ3Р', 'K7MX3P'],
  ])('takes %s for the code, and shows it as such', async (_, typed, shown) => {
    await page.goto(on.stage.url);
    await page.fill('#code', typed);
    await expect.poll(() => page.inputValue('#code')).toBe(shown);
    await page.keyboard.press('Enter');
    await page.waitForSelector('#name');
  });

  it('leaves what an input method is still at alone', async () => {
    await page.goto(on.stage.url);
    await page.$eval('#code', (field: HTMLInputElement) => {
      field.value = 'ｋ７ｍｘ３ｐ';
      field.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
    });
    expect(await page.inputValue('#code')).toBe('ｋ７ｍｘ３ｐ');
    await page.click('text=Continue');
    await page.waitForSelector('#name');
  });

  it('asks who gives a name that is taken whether it is theirs, with one that is free', async () => {
    on.stage.refuse({ code: 'name-taken', said: { key: 'refusal.name-taken', args: { name: 'Ana', offer: 'Ana 2' } } });
    await page.goto(`${on.stage.url}/j/K7MX3P`);
    await page.fill('#name', 'Ana');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.taken');
    expect(await page.textContent('.taken h2')).toBe('Ana is taken. Is it you, on another device?');
    expect(await page.inputValue('#name')).toBe('Ana');
    await page.keyboard.press('Enter');
    expect(await page.textContent('.said')).toBe('Type your name and your seat code.');
    on.stage.refuse({ code: 'seat-code-wrong', said: { key: 'refusal.seat-code-wrong' } });
    await page.fill('#seat-code', 'cdfgh');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.textContent('.said'))
      .toBe('No seat in this class has this name and this code. Check both.');
    await page.click('text=Take another name');
    await page.waitForSelector('.chip');
    on.stage.refuse({ code: 'name-taken', said: { key: 'refusal.name-taken', args: { name: 'Ana', offer: 'Ana 2' } } });
    await page.click('text=Join the class');
    await page.waitForSelector('.taken');
    on.stage.refuse(undefined);
    await page.click('text=No, join as Ana 2');
    await page.waitForSelector('.lobby');
  });

  it('lets who was here before give name and seat code, also when the class is closed', async () => {
    await page.goto(`${on.stage.url}/j/K7MX3P`);
    await page.click('text=Were you here before, on another device?');
    expect(await page.textContent('.taken h2')).toBe('Get your seat back');
    await page.keyboard.type('Ana');
    await page.keyboard.press('Tab');
    await page.keyboard.type('k7mx3p');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.lobby');
    expect(await page.textContent('.top .seat-code')).toBe('Seat K7MX3');
  });

  it('is not asked again after a reload', async () => {
    await join();
    await page.reload();
    await page.waitForSelector('.lobby');
    await page.goto(on.stage.url);
    await page.fill('#code', 'K7MX3P');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.lobby');
  });
});
