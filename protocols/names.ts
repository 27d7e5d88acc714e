/**
 * Names of people and things on a floor, as they are given there: "Küche oben", "Gerät 3", "O'Brien". The same in
 * scenarios, in the server's configuration and in messages. A slash is not among the characters, because `H01/belt` is
 * the belt printer of H01; nor is anything that a file system or a terminal would take for something else.
 */
import { z } from 'zod';

/** Longest name, in UTF-16 units. */
export const LONGEST_NAME = 63;

export const nameSchema = z
  .string()
  .max(LONGEST_NAME)
  .regex(
    /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} _.,+&'()-]*[\p{L}\p{M}\p{N}_.+)-])?$/u,
    "a name: letters, digits, blanks, _ . , + & ' ( ) - between them (at most 63)",
  )
  .describe('a name');

/** What is on the menu may be called anything that can be printed: "½ Hähnchen", "Cola 0,3/0,5", "Pommes (groß) 50 %". */
export const articleSchema = z
  .string()
  .max(LONGEST_NAME)
  .regex(
    /^[^\s\p{Cc}\p{Cs}](?:[^\n\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*[^\s\p{Cc}\p{Cs}])?$/u,
    'a name that can be printed, without blanks around it (at most 63)',
  )
  .describe('name of an article');
