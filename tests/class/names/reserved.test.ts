import { describe, expect, test } from 'vitest';
import { isReserved, roleWords } from '../../../shared/class/names/reserved.ts';
import { allSuggestions } from '../../../shared/class/names/suggestions.ts';
import { CATALOGUE } from '../sample.ts';
import { World } from '../world.ts';
import { REAL_NAMES } from './real-names.ts';

const real = Object.values(REAL_NAMES).flat();

describe('A name that means the teacher, a bot or a machine is not for students', () => {
  const roles = roleWords(CATALOGUE);
  test.each([
    'Teacher',
    'teacher',
    'The Teacher',
    'Your Teacher',
    'Teacher Anna',
    'T e a c h e r'.replaceAll(' ', '.'),
    'Тeaсher',
    'ꓔEACHER',
    'Teacher 2',
    'Server',
    'SERVER 1',
    'Sеrvеr',
    'The Server',
    'Bot 1',
    'Bot',
    'bot12',
    'B0t 7',
    'Вot 1',
    'Bot l',
    'Bot I',
    'Bot_2',
    'Host',
    'H0st',
    'Admin',
    'Adrnin',
    'Αdmin',
    'Administrator',
    'Moderator',
    'Client 3',
    'Peer',
    'Autopilot',
    'Hub & Mesh',
    'HubMesh',
    'Nobody',
    'Everybody',
    'You',
  ])('%s', (name) => {
    const refusal = new World().join('a', name);
    expect(refusal).toMatchObject({ code: 'name-reserved', said: { args: { name: expect.any(String) } } });
  });

  test.each([
    'Server Kaya',
    'Admin Hodžić',
    'Anna Bot',
    'Botond',
    'Hosty',
    'Boto',
    'Clientine',
    'Yu',
    'Systa',
    'Peerke',
  ])('but %s is', (name) => {
    expect(new World().join('a', name)).toBeUndefined();
  });

  test('nor by the desk’s hand', () => {
    const world = new World();
    world.join('a', 'Ana');
    expect(world.desk({ type: 'rename', seat: 'a', name: 'Bot 3' })?.code).toBe('name-reserved');
  });

  test('and no real or suggested name is one', () => {
    expect([...real, ...allSuggestions()].filter((name) => isReserved(name, roles))).toEqual([]);
  });
});
