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
        preset: ['vorlage', 'Ein Stilbild, das schon da ist; mehrere mit Gewichten: harvest:2, cafe-terrace'],
        strength: ['stärke', 'Wie viel vom Stil; 50 ist das Maß, das zum Rezept gehört'],
        size: ['größe', 'Lange Seite des Ergebnisses in Pixeln, oder original für die des Fotos'],
        steps: ['schritte', 'Schritte in voller Größe; mehr davon malen weiter und brauchen länger'],
        colors: [
          'farben',
          'Wessen Farben das Bild hat: die des Stils, oder die des Fotos, vorher oder nachher angepasst',
          { style: 'vom Stil', content: 'vom Foto, vorher angepasst', luminance: 'vom Foto, nachher' },
        ],
        recipe: ['rezept', 'Welches System malt; siehe die Rezepte'],
        seed: ['startwert', 'Ein anderer Startwert gibt ein anderes Bild, derselbe dasselbe'],
        private: ['privat', 'Nur du siehst das Bild'],
        mask: [
          'maske',
          'Wohin der (erste) Stil kommt: ein graues Bild (weiß = hier) oder eins mit Transparenz',
        ],
        'invert-mask': [
          'maske-umkehren',
          'Der Stil kommt dorthin, wo die Maske schwarz oder durchsichtig ist',
        ],
        init: [
          'anfang',
          'Womit begonnen wird: Foto, Foto in den Farben des Stils, Rauschen oder Stilbild',
          { photo: 'Foto', matched: 'Foto in den Farben des Stils', noise: 'Rauschen', style: 'Stilbild' },
        ],
        'init-picture': ['anfangsbild', 'Das Bild, mit dem begonnen wird, etwa eines, das schon gemalt ist'],
        'style-scale': [
          'stilgröße',
          'Größe des Stilbilds neben dem Foto; ein größeres gibt größere Pinselstriche',
        ],
        coarseness: ['grobheit', '0 feine Textur, 100 grobe Striche; 50 ist das Maß, das zum Rezept gehört'],
        'content-layers': ['inhaltsebenen', 'Ebenen von VGG19 für den Inhalt, mit :Gewicht'],
        'style-layers': ['stilebenen', 'Ebenen von VGG19 für den Stil, mit :Gewicht'],
        pooling: [
          'verkleinerung',
          'Wie VGG19 das Bild halbiert: das Maximum ist schärfer, der Mittelwert weicher',
          { max: 'Maximum', average: 'Mittelwert' },
        ],
        'content-weight': ['inhaltsgewicht', 'Alpha, das Gewicht des Inhalts'],
        'style-weight': ['stilgewicht', 'Beta, das Gewicht des Stils; die Stärke multipliziert es'],
        'tv-weight': ['glättung', 'Gewicht der totalen Variation: glättet'],
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
