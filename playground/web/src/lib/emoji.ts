/** The emoji names a bot or a person is likely to write; another name stays as written. */
const TABLE = `
+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|ok_hand 👌|clap 👏|raised_hands 🙌|pray 🙏|wave 👋|muscle 💪|point_right 👉|point_left 👈
point_up 👆|point_down 👇|raised_hand ✋|handshake 🤝|writing_hand ✍️|v ✌️|crossed_fingers 🤞|eyes 👀|brain 🧠|speech_balloon 💬
smile 😄|smiley 😃|grinning 😀|grin 😁|joy 😂|laughing 😆|sweat_smile 😅|slightly_smiling_face 🙂|blush 😊|wink 😉|heart_eyes 😍
thinking_face 🤔|neutral_face 😐|cry 😢|sob 😭|disappointed 😞|open_mouth 😮|sunglasses 😎|nerd_face 🧐|tired_face 😫|sleeping 😴|hugging_face 🤗
partying_face 🥳|star-struck 🤩|sweat 😓|worried 😟|confused 😕|relieved 😌|angry 😠|rage 😡|innocent 😇|robot_face 🤖
heart ❤️|blue_heart 💙|green_heart 💚|yellow_heart 💛|broken_heart 💔|sparkling_heart 💖|100 💯|boom 💥|dizzy 💫|zzz 💤
tada 🎉|confetti_ball 🎊|balloon 🎈|gift 🎁|trophy 🏆|medal 🏅|sports_medal 🏅|first_place_medal 🥇|second_place_medal 🥈|third_place_medal 🥉|crown 👑
star ⭐|star2 🌟|sparkles ✨|fire 🔥|zap ⚡|rocket 🚀|dart 🎯|shield 🛡️|gem 💎|rainbow 🌈|sunny ☀️|sunrise 🌅|cloud ☁️|rain_cloud 🌧️|umbrella ☔|snowflake ❄️|ocean 🌊
white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌|negative_squared_cross_mark ❎|heavy_multiplication_x ✖️|warning ⚠️|no_entry ⛔|no_entry_sign 🚫
question ❓|grey_question ❔|exclamation ❗|grey_exclamation ❕|heavy_exclamation_mark ❗|information_source ℹ️|bangbang ‼️|recycle ♻️|sos 🆘|new 🆕|free 🆓|ok 🆗|up 🆙
red_circle 🔴|large_orange_circle 🟠|large_yellow_circle 🟡|large_green_circle 🟢|large_blue_circle 🔵|large_purple_circle 🟣|white_circle ⚪|black_circle ⚫
large_green_square 🟩|large_red_square 🟥|large_yellow_square 🟨|white_large_square ⬜|black_large_square ⬛|small_blue_diamond 🔹|small_orange_diamond 🔸
arrow_right ➡️|arrow_left ⬅️|arrow_up ⬆️|arrow_down ⬇️|arrows_counterclockwise 🔄|arrow_forward ▶️|fast_forward ⏩|repeat 🔁|leftwards_arrow_with_hook ↩️
one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|five 5️⃣|six 6️⃣|seven 7️⃣|eight 8️⃣|nine 9️⃣|zero 0️⃣|keycap_ten 🔟|a 🅰️|b 🅱️
calendar 📅|date 📅|spiral_calendar_pad 🗓️|clock1 🕐|clock8 🕗|clock9 🕘|alarm_clock ⏰|hourglass ⌛|hourglass_flowing_sand ⏳|stopwatch ⏱️|timer_clock ⏲️|watch ⌚
bell 🔔|no_bell 🔕|mega 📣|loudspeaker 📢|email ✉️|envelope ✉️|incoming_envelope 📨|inbox_tray 📥|outbox_tray 📤|package 📦|mailbox 📫
memo 📝|pencil 📝|pencil2 ✏️|clipboard 📋|page_facing_up 📄|bookmark_tabs 📑|books 📚|book 📖|closed_book 📕|green_book 📗|blue_book 📘|orange_book 📙|notebook 📓|newspaper 📰|scroll 📜
bar_chart 📊|chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|file_folder 📁|card_index 📇|pushpin 📌|round_pushpin 📍|paperclip 📎|link 🔗|lock 🔒|unlock 🔓|key 🔑|mag 🔍|bulb 💡
mortar_board 🎓|school 🏫|teacher 🧑‍🏫|student 🧑‍🎓|microscope 🔬|test_tube 🧪|abacus 🧮|world_map 🗺️|globe_with_meridians 🌐|flag-cn 🇨🇳|cn 🇨🇳|flag-gb 🇬🇧|us 🇺🇸
construction 🚧|building_construction 🏗️|hammer_and_wrench 🛠️|hammer 🔨|wrench 🔧|gear ⚙️|nut_and_bolt 🔩|toolbox 🧰|helmet_with_white_cross ⛑️|safety_vest 🦺|goggles 🥽|gloves 🧤
fire_extinguisher 🧯|rotating_light 🚨|ambulance 🚑|fire_engine 🚒|hospital 🏥|pill 💊|syringe 💉|adhesive_bandage 🩹|stethoscope 🩺|drop_of_blood 🩸|thermometer 🌡️
fish 🐟|tropical_fish 🐠|blowfish 🐡|shrimp 🦐|crab 🦀|duck 🦆|seedling 🌱|herb 🌿|ear_of_rice 🌾|corn 🌽|tractor 🚜|droplet 💧|sweat_drops 💦|deciduous_tree 🌳|evergreen_tree 🌲|four_leaf_clover 🍀
factory 🏭|office 🏢|house 🏠|truck 🚚|bus 🚌|bike 🚲|car 🚗|ship 🚢|money_with_wings 💸|moneybag 💰|coin 🪙|coffee ☕|tea 🍵|bento 🍱|rice 🍚|cake 🍰|birthday 🎂|red_envelope 🧧|dragon 🐉
bust_in_silhouette 👤|busts_in_silhouette 👥|construction_worker 👷|farmer 🧑‍🌾|factory_worker 🧑‍🏭|technologist 🧑‍💻|office_worker 🧑‍💼|scales ⚖️|balance_scale ⚖️|ballot_box_with_ballot 🗳️|speaking_head_in_silhouette 🗣️
video_camera 📹|camera 📷|microphone 🎤|headphones 🎧|art 🎨|musical_note 🎵|soccer ⚽|basketball 🏀|table_tennis_paddle_and_ball 🏓|running 🏃|chess_pawn ♟️|game_die 🎲|jigsaw 🧩
`;

const EMOJI = new Map<string, string>();
for (const entry of TABLE.split(/[|\n]/)) {
  const space = entry.indexOf(' ');
  if (space > 0) EMOJI.set(entry.slice(0, space), entry.slice(space + 1));
}

export const emojiFor = (name: string): string => EMOJI.get(name) ?? `:${name}:`;
export const QUICK_REACTIONS = ['+1', 'white_check_mark', 'eyes', 'tada', 'heart', 'pray'];

/** Emoji names in a plain string: for labels, titles, options. */
export const withEmoji = (text: string): string =>
  text.replace(/:([a-z0-9_+'-]+):(?::skin-tone-[2-6]:)?/g, (whole, name: string) => EMOJI.get(name) ?? whole);
