/** What discord.js itself builds passes the checks: none of them is stricter than what its client sends. */
import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  ContainerBuilder,
  ContextMenuCommandBuilder,
  FileUploadBuilder,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  SlashCommandBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { expect, it } from 'vitest';
import { checkCommands, checkMessage, checkModal } from '../../../fakes/discord/checks/index.js';

const choose = () =>
  new StringSelectMenuBuilder()
    .setCustomId('preset')
    .setPlaceholder('Choose a style')
    .addOptions({ label: 'Harvest', value: 'harvest', description: 'van Gogh, 1888', emoji: '🎨' });

it('messages', () => {
  const container = new ContainerBuilder()
    .setAccentColor(0xc86432)
    .addTextDisplayComponents((text) => text.setContent('### Harvest'))
    .addMediaGalleryComponents((gallery) =>
      gallery.addItems((item) =>
        item.setURL('attachment://result.jpg').setDescription('The picture').setSpoiler(true),
      ),
    )
    .addSeparatorComponents((line) => line.setDivider(false))
    .addSectionComponents((section) =>
      section
        .addTextDisplayComponents((text) => text.setContent('Seed 7'))
        .setThumbnailAccessory((thumbnail) => thumbnail.setURL('attachment://style.jpg')),
    )
    .addActionRowComponents(
      new ActionRowBuilder<ButtonBuilder>().addComponents(
        new ButtonBuilder().setCustomId('a').setLabel('Again').setStyle(ButtonStyle.Primary),
        new ButtonBuilder().setURL('https://example.org').setEmoji('🔗').setStyle(ButtonStyle.Link),
      ),
    )
    .addActionRowComponents(new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(choose()));
  const body = { flags: MessageFlags.IsComponentsV2, components: [container.toJSON()] };
  const files = ['result.jpg', 'style.jpg'];
  expect(checkMessage(body, { kind: 'create', hadV2: false, files, kept: [] })).toBeNull();
});

it('forms', () => {
  const form = new ModalBuilder()
    .setCustomId('stylize')
    .setTitle('Stylize this image')
    .addTextDisplayComponents((text) => text.setContent('One of ours, or one of yours.'))
    .addLabelComponents(
      new LabelBuilder().setLabel('Style').setStringSelectMenuComponent(choose().setRequired(false)),
      new LabelBuilder()
        .setLabel('Your style')
        .setFileUploadComponent(
          new FileUploadBuilder().setCustomId('style').setRequired(false).setFileTypes('image'),
        ),
      new LabelBuilder()
        .setLabel('Strength')
        .setDescription('0 to 1')
        .setTextInputComponent(
          new TextInputBuilder().setCustomId('strength').setStyle(TextInputStyle.Short).setMaxLength(5),
        ),
    );
  expect(checkModal(form.toJSON())).toBeNull();
});

it('commands', () => {
  const slash = new SlashCommandBuilder()
    .setName('stylize')
    .setNameLocalizations({ de: 'stilisieren', ja: 'スタイル' })
    .setDescription('Paints a photo anew')
    .setDefaultMemberPermissions(32n)
    .setContexts(0, 1, 2)
    .setIntegrationTypes(0, 1)
    .addAttachmentOption((option) =>
      option.setName('content').setDescription('A').setRequired(true).setFileTypes('image'),
    )
    .addStringOption((option) => option.setName('preset').setDescription('A').setAutocomplete(true))
    .addNumberOption((option) => option.setName('strength').setDescription('A').setMinValue(0).setMaxValue(1))
    .addIntegerOption((option) =>
      option.setName('size').setDescription('A').addChoices({ name: 'Small', value: 256 }),
    );
  const menu = new ContextMenuCommandBuilder().setName('Stylize this image').setType(3);
  expect(checkCommands([slash.toJSON(), menu.toJSON()])).toBeNull();
});
