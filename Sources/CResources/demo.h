/* Written by tools/make-demo-table.py: the files of the demo, embedded. */
#pragma once

static const unsigned char demo_0[] = {
#embed "../Acts/Resources/demo/README.md"
};
static const unsigned char demo_1[] = {
#embed "../Acts/Resources/demo/android_2.1.vcf"
};
static const unsigned char demo_2[] = {
#embed "../Acts/Resources/demo/apple_contacts_3.0.vcf"
};
static const unsigned char demo_3[] = {
#embed "../Acts/Resources/demo/calendar/work.ics"
};
static const unsigned char demo_4[] = {
#embed "../Acts/Resources/demo/chats/WhatsApp Chat with Jim Miller.txt"
};
static const unsigned char demo_5[] = {
#embed "../Acts/Resources/demo/chats/_chat.txt"
};
static const unsigned char demo_6[] = {
#embed "../Acts/Resources/demo/chats/calls-20261120.xml"
};
static const unsigned char demo_7[] = {
#embed "../Acts/Resources/demo/chats/sms-20261120.xml"
};
static const unsigned char demo_8[] = {
#embed "../Acts/Resources/demo/chats/telegram_result.json"
};
static const unsigned char demo_9[] = {
#embed "../Acts/Resources/demo/chats/whatsapp_us_12h.txt"
};
static const unsigned char demo_10[] = {
#embed "../Acts/Resources/demo/contacts.jcard.json"
};
static const unsigned char demo_11[] = {
#embed "../Acts/Resources/demo/contacts.jscontact.json"
};
static const unsigned char demo_12[] = {
#embed "../Acts/Resources/demo/crm/hubspot-crm-exports-all-contacts-2026-11-20.csv"
};
static const unsigned char demo_13[] = {
#embed "../Acts/Resources/demo/crm/salesforce_Contact.csv"
};
static const unsigned char demo_14[] = {
#embed "../Acts/Resources/demo/facebook/connections/friends/your_friends.json"
};
static const unsigned char demo_15[] = {
#embed "../Acts/Resources/demo/facebook/your_facebook_activity/messages/inbox/zo_12x/message_1.json"
};
static const unsigned char demo_16[] = {
#embed "../Acts/Resources/demo/google_contacts_legacy_utf16le.csv.base64"
};
static const unsigned char demo_17[] = {
#embed "../Acts/Resources/demo/google_contacts_legacy_utf8.csv"
};
static const unsigned char demo_18[] = {
#embed "../Acts/Resources/demo/google_contacts_new.csv"
};
static const unsigned char demo_19[] = {
#embed "../Acts/Resources/demo/letters/hr-reminder.txt"
};
static const unsigned char demo_20[] = {
#embed "../Acts/Resources/demo/letters/lawyer-preserve.txt"
};
static const unsigned char demo_21[] = {
#embed "../Acts/Resources/demo/linkedin/Basic_LinkedInDataExport_11-20-2026.zip"
};
static const unsigned char demo_22[] = {
#embed "../Acts/Resources/demo/linkedin/Complete_LinkedInDataExport_11-21-2026.zip"
};
static const unsigned char demo_23[] = {
#embed "../Acts/Resources/demo/linkedin/Connections.csv"
};
static const unsigned char demo_24[] = {
#embed "../Acts/Resources/demo/linkedin/Connections_bom_crlf.csv"
};
static const unsigned char demo_25[] = {
#embed "../Acts/Resources/demo/linkedin/Connections_old_no_url_no_preamble.csv"
};
static const unsigned char demo_26[] = {
#embed "../Acts/Resources/demo/linkedin/messages.csv"
};
static const unsigned char demo_27[] = {
#embed "../Acts/Resources/demo/mail/work-account-threads.mbox"
};
static const unsigned char demo_28[] = {
#embed "../Acts/Resources/demo/mail/work-account.mbox"
};
static const unsigned char demo_29[] = {
#embed "../Acts/Resources/demo/outlook_desktop_de_cp1252.csv"
};
static const unsigned char demo_30[] = {
#embed "../Acts/Resources/demo/outlook_desktop_de_excel_resaved_semicolon.csv"
};
static const unsigned char demo_31[] = {
#embed "../Acts/Resources/demo/outlook_desktop_en_cp1252.csv"
};
static const unsigned char demo_32[] = {
#embed "../Acts/Resources/demo/outlook_web_utf8bom.csv"
};
static const unsigned char demo_33[] = {
#embed "../Acts/Resources/demo/papers/agreement.txt"
};
static const unsigned char demo_34[] = {
#embed "../Acts/Resources/demo/papers/handbook.txt"
};
static const unsigned char demo_35[] = {
#embed "../Acts/Resources/demo/takeout/Takeout/Contacts/All Contacts/All Contacts.vcf"
};
static const unsigned char demo_36[] = {
#embed "../Acts/Resources/demo/takeout/Takeout/Mail/All mail Including Spam and Trash.mbox"
};
static const unsigned char demo_37[] = {
#embed "../Acts/Resources/demo/takeout/Takeout/Mail/Consent.mbox"
};
static const unsigned char demo_38[] = {
#embed "../Acts/Resources/demo/thunderbird.ldif"
};
static const unsigned char demo_39[] = {
#embed "../Acts/Resources/demo/thunderbird_uk.csv"
};
static const unsigned char demo_40[] = {
#embed "../Acts/Resources/demo/thunderbird_us.csv"
};
static const unsigned char demo_41[] = {
#embed "../Acts/Resources/demo/vcard_4.0.vcf"
};

#define DEMO_ROWS \
  {"demo/README.md", demo_0, sizeof demo_0}, \
  {"demo/android_2.1.vcf", demo_1, sizeof demo_1}, \
  {"demo/apple_contacts_3.0.vcf", demo_2, sizeof demo_2}, \
  {"demo/calendar/work.ics", demo_3, sizeof demo_3}, \
  {"demo/chats/WhatsApp Chat with Jim Miller.txt", demo_4, sizeof demo_4}, \
  {"demo/chats/_chat.txt", demo_5, sizeof demo_5}, \
  {"demo/chats/calls-20261120.xml", demo_6, sizeof demo_6}, \
  {"demo/chats/sms-20261120.xml", demo_7, sizeof demo_7}, \
  {"demo/chats/telegram_result.json", demo_8, sizeof demo_8}, \
  {"demo/chats/whatsapp_us_12h.txt", demo_9, sizeof demo_9}, \
  {"demo/contacts.jcard.json", demo_10, sizeof demo_10}, \
  {"demo/contacts.jscontact.json", demo_11, sizeof demo_11}, \
  {"demo/crm/hubspot-crm-exports-all-contacts-2026-11-20.csv", demo_12, sizeof demo_12}, \
  {"demo/crm/salesforce_Contact.csv", demo_13, sizeof demo_13}, \
  {"demo/facebook/connections/friends/your_friends.json", demo_14, sizeof demo_14}, \
  {"demo/facebook/your_facebook_activity/messages/inbox/zo_12x/message_1.json", demo_15, sizeof demo_15}, \
  {"demo/google_contacts_legacy_utf16le.csv.base64", demo_16, sizeof demo_16}, \
  {"demo/google_contacts_legacy_utf8.csv", demo_17, sizeof demo_17}, \
  {"demo/google_contacts_new.csv", demo_18, sizeof demo_18}, \
  {"demo/letters/hr-reminder.txt", demo_19, sizeof demo_19}, \
  {"demo/letters/lawyer-preserve.txt", demo_20, sizeof demo_20}, \
  {"demo/linkedin/Basic_LinkedInDataExport_11-20-2026.zip", demo_21, sizeof demo_21}, \
  {"demo/linkedin/Complete_LinkedInDataExport_11-21-2026.zip", demo_22, sizeof demo_22}, \
  {"demo/linkedin/Connections.csv", demo_23, sizeof demo_23}, \
  {"demo/linkedin/Connections_bom_crlf.csv", demo_24, sizeof demo_24}, \
  {"demo/linkedin/Connections_old_no_url_no_preamble.csv", demo_25, sizeof demo_25}, \
  {"demo/linkedin/messages.csv", demo_26, sizeof demo_26}, \
  {"demo/mail/work-account-threads.mbox", demo_27, sizeof demo_27}, \
  {"demo/mail/work-account.mbox", demo_28, sizeof demo_28}, \
  {"demo/outlook_desktop_de_cp1252.csv", demo_29, sizeof demo_29}, \
  {"demo/outlook_desktop_de_excel_resaved_semicolon.csv", demo_30, sizeof demo_30}, \
  {"demo/outlook_desktop_en_cp1252.csv", demo_31, sizeof demo_31}, \
  {"demo/outlook_web_utf8bom.csv", demo_32, sizeof demo_32}, \
  {"demo/papers/agreement.txt", demo_33, sizeof demo_33}, \
  {"demo/papers/handbook.txt", demo_34, sizeof demo_34}, \
  {"demo/takeout/Takeout/Contacts/All Contacts/All Contacts.vcf", demo_35, sizeof demo_35}, \
  {"demo/takeout/Takeout/Mail/All mail Including Spam and Trash.mbox", demo_36, sizeof demo_36}, \
  {"demo/takeout/Takeout/Mail/Consent.mbox", demo_37, sizeof demo_37}, \
  {"demo/thunderbird.ldif", demo_38, sizeof demo_38}, \
  {"demo/thunderbird_uk.csv", demo_39, sizeof demo_39}, \
  {"demo/thunderbird_us.csv", demo_40, sizeof demo_40}, \
  {"demo/vcard_4.0.vcf", demo_41, sizeof demo_41}, \

