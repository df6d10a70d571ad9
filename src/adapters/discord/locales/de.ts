/** German. */
import type { Words } from './words.js';

export const german: Words = {
  message: 'Dieses Bild stilisieren',
  commands: {
    stylize: {
      name: 'stilisieren',
      description: 'Malt ein Foto im Stil eines Bildes',
      options: {
        content: ['foto', 'Das Foto, das gemalt wird'],
        style: ['stil', 'Das Bild, dessen Stil es bekommt; oder wähle eine Vorlage'],
        preset: ['vorlage', 'Ein Stilbild, das schon da ist'],
        strength: ['stärke', 'Wie viel vom Stil; 50 ist das Maß, das zum Rezept gehört'],
        size: ['größe', 'Lange Seite des Ergebnisses in Pixeln, oder original für die des Fotos'],
        steps: ['schritte', 'Schritte in voller Größe; mehr davon malen weiter und brauchen länger'],
        colors: [
          'farben',
          'Wessen Farben das Bild hat: die des Stils, oder die des Fotos im Licht des Gemäldes',
          { style: 'vom Stil', photo: 'vom Foto' },
        ],
        recipe: ['rezept', 'Welches System malt; siehe die Rezepte'],
        seed: ['startwert', 'Ein anderer Startwert gibt ein anderes Bild, derselbe dasselbe'],
        private: ['privat', 'Nur du siehst das Bild'],
      },
    },
    styles: {
      name: 'stile',
      description: 'Die Stile und Beispielfotos, die es gibt; ein Server kann eigene hinzufügen',
      options: {
        action: [
          'aktion',
          'Alle ansehen, diesem Server einen Stil hinzufügen oder einen eigenen entfernen',
          { list: 'ansehen', add: 'hinzufügen', remove: 'entfernen' },
        ],
        name: ['name', 'Wie der Stil heißt, zum Hinzufügen und Entfernen'],
        image: ['bild', 'Das Bild, zum Hinzufügen'],
      },
    },
    recipes: {
      name: 'rezepte',
      description: 'Die Systeme der Stilübertragung, nach denen gemalt werden kann',
      options: {},
    },
    queue: {
      name: 'warteschlange',
      description: 'Was gerade gemalt wird und wer wartet, mit der Zeit, bis es fertig ist',
      options: {},
    },
    status: {
      name: 'status',
      description: 'Wie weit ein Bild von dir ist',
      options: { job: ['auftrag', 'Welcher Auftrag, mit seinem Namen'] },
    },
    cancel: {
      name: 'abbrechen',
      description: 'Bricht ein Bild von dir ab; was schon gemalt ist, bleibt erhalten',
      options: { job: ['auftrag', 'Welcher Auftrag, mit seinem Namen'] },
    },
    history: {
      name: 'verlauf',
      description: 'Deine Bilder, die neuesten zuerst',
      options: { limit: ['anzahl', 'So viele höchstens, die neuesten zuerst'] },
    },
    settings: {
      name: 'einstellungen',
      description: 'Einstellungen und Grenzen dieses Servers, für seine Moderation',
      options: {
        action: [
          'aktion',
          'Ansehen, ändern, oder nachsehen, wer was geändert hat',
          { list: 'ansehen', set: 'ändern', unset: 'zurücksetzen', audit: 'protokoll' },
        ],
        name: ['einstellung', 'Welche Einstellung'],
        value: ['wert', 'Der Wert, zum Ändern'],
      },
    },
    privacy: {
      name: 'datenschutz',
      description: 'Was von dir gespeichert ist, wie lange, und wie du es löschst',
      options: {
        action: [
          'aktion',
          'Anzeigen, was von dir gespeichert ist, oder es löschen',
          { show: 'anzeigen', delete: 'löschen' },
        ],
      },
    },
    help: {
      name: 'hilfe',
      description: 'Was du hier tun kannst, und wie',
      options: { command: ['befehl', 'Von welchem Befehl du mehr wissen willst'] },
    },
  },
};
