/** Unit tests of what needs no kernel: text, JSON, pool, names. Prints what is wrong; exits with the count of that. */
#include <stdio.h>

#include "../call.h"
#include "../pool.h"

static int wrong;

static void expect(bool right, const char *what) {
  if (!right) wrong++, printf("wrong: %s\n", what);
}

static struct json parse(const char *text) {
  struct json value = json_parse(text, strlen(text));
  return value.end == text + strlen(text) ? value : JSON_NOTHING;
}

static void test_text(void) {
  char bytes[96];
  struct text text = TEXT(bytes);
  uint64_t mac = 0x0600000a580a;
  print(&text, "%s %q %u %a %m", "a", "\"\\\n\xc3\x7f", 4294967295ul, 0x0500f00aul, &mac);
  expect(text_equal(bytes, "a \"\\\"\\\\\\u000a\\u00c3\\u007f\" 4294967295 10.240.0.5 0a:58:0a:00:00:06"), "print");
  struct text small = {bytes, bytes + 3};
  print(&small, "%s", "abcdef");
  expect(text_equal(bytes, "abc") && small.at == small.last, "print to a full buffer");
  expect(text_similar("Ab-1", "aB-1") && !text_similar("ab", "abc") && !text_similar("@", "`") && !text_similar("[", "{"), "text_similar");
}

static void test_numbers(void) {
  uint32_t number;
  address_t address;
  expect(parse_number("4294967295", 10, &number) && number == UINT32_MAX, "greatest number");
  expect(!parse_number("4294967296", 10, &number) && !parse_number("", 0, &number) && !parse_number("-1", 2, &number), "no number");
  expect(!parse_number("99999999999999999999999", 23, &number), "number that overflows 64 bits");
  expect(parse_address("10.240.0.5", &address) && address == 0x0500f00a, "address");
  static const char *const others[] = {"", ".", "1.2.3", "1.2.3.", "1.2.3.4.", "1.2.3.256", "1.2.3.0004", "1..3.4", "1.2.3.4x", "a.b.c.d"};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) expect(!parse_address(others[i], &address), others[i]);
}

static void test_json(void) {
  char text[8];
  static const char *const good[] = {"{}", "[]", "0", "-1.5e+3", "true", "null", " {\"a\" : [1 , 2] } \n", "\"\\u0041\\n\""};
  static const char *const bad[] = {"", "{", "[1,]", "{\"a\"}", "{a:1}", "nul", "truex", "\"\t\"", "\"\\x\"", "+1", "[1]]", "'a'"};
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) expect(parse(good[i]).start != NULL, good[i]);
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) expect(parse(bad[i]).start == NULL, bad[i]);
  struct json object = parse("{\"KEY\":\"no\",\"key\":\"a\\/b\",\"none\":null,\"list\":[1,\"2\",{}],\"long\":\"12345678\"}");
  expect(json_string(json_member(object, "key"), text, sizeof text) && text_equal(text, "a/b"), "equal key before a similar one");
  expect(json_string(json_member(object, "KeY"), text, sizeof text), "similar key");
  expect(json_member(object, "none").start == NULL && json_member(object, "other").start == NULL, "no key");
  expect(!json_string(json_member(object, "long"), text, sizeof text), "string without room");
  struct json list = json_member(object, "list"), item = JSON_NOTHING;
  int count = 0;
  while ((item = json_item(list, item)).start != NULL) count++;
  expect(count == 3 && json_item(object, JSON_NOTHING).start == NULL, "items");
}

static void test_pool(void) {
  static struct pool pool;
  char text[] = "10.0.0.1\n10.0.0.2 public a\n10.0.0.3 public\n10.0.0.1 public b\n10.0.0.4 other\n#10.0.0.5\n10.0.0.6#x\n10.0.0.7 # y";
  pool_parse(&pool, text, sizeof text - 1);
  expect(pool.count == 4, "count of addresses");
  expect(text_equal(pool.entries[0].label, "false") && text_equal(pool.entries[1].label, "a") && text_equal(pool.entries[2].label, "true"), "labels");
  expect(pool.entries[3].address == 0x0700000a, "address with a comment");
  pool_use(&pool, 0x0300000a);
  pool_use(&pool, 0x6300000a);
  expect(pool.entries[2].used && !pool.entries[0].used && !pool.entries[1].used && !pool.entries[3].used, "use");
}

static void test_names(void) {
  expect(call_valid_name("a") && call_valid_name("0_.-Z") && !call_valid_name("") && !call_valid_name(".a") && !call_valid_name("a b"), "names");
  expect(call_valid_arguments("") && call_valid_arguments("A=") && call_valid_arguments("A=1;B=2;"), "arguments");
  expect(!call_valid_arguments("A") && !call_valid_arguments(";A=1") && !call_valid_arguments("A=1;;") && !call_valid_arguments("=1"), "no arguments");
}

int main(void) {
  test_text();
  test_numbers();
  test_json();
  test_pool();
  test_names();
  if (wrong == 0) puts("all right");
  return wrong;
}
