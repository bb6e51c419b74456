import threading


def work():
    print(threading.current_thread().name)


for each in (threading.Thread(target=work), threading.Thread(target=work), threading.Thread(target=work, name="mine")):
    each.start()
    each.join()
print(threading.Thread().name)
