for i in range(5):
    if i == 1:
        continue
    if i == 3:
        break
    print(i)
else:
    print("not here")
while i:
    i -= 1
    if i == 100:
        break
else:
    print("here", i)
total = 0
for row in [[1, 2], [3]]:
    for cell in row:
        total += cell
print(total, [n for n in range(20) if n % 7 == 0], 5 if total > 5 else 6, not total, -total, ~total, 1 < total <= 6)
numbers = [1, 2, 3]
for n in numbers:
    if n < 3:
        numbers.append(n + 10)
print(numbers)
a, b = 0, 1
while a < 20:
    print(a, end=" ")
    a, b = b, a + b
print()
