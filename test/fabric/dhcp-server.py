"""Azure's DHCP on one port of a fabric: dhcp-server.py <port> <machine's MAC> <fabric's MAC> <address> <subnet's range>.

It speaks Ethernet itself: neither the machine nor the port has an address while they talk, and Node has no such sockets.
An answer is what Azure's is (RFC 2131, 2132, 3442): a lease that never ends, routes to the platform's two addresses, and
option 245, the address of the wireserver.
"""

import ipaddress
import socket
import struct
import sys

PLATFORM = "168.63.129.16"
METADATA = "169.254.169.254"
DOMAIN = b"internal.cloudapp.net"
FOR_EVER = b"\xff\xff\xff\xff"

ETHERNET_IPV4 = 0x0800
ETHERNET_LENGTH = 14
UDP = 17
SERVER_PORT, CLIENT_PORT = 67, 68
BOOT_REQUEST, BOOT_REPLY = 1, 2
HEADER_LENGTH = 236
COOKIE = b"\x63\x82\x53\x63"
DISCOVER, OFFER, REQUEST, ACKNOWLEDGE = 1, 2, 3, 5
PAD, MESSAGE_TYPE, END = 0, 53, 255


def question_in(frame):
    """The DHCP message in an Ethernet frame, if there is one from a client."""
    packet = frame[ETHERNET_LENGTH:]
    if len(packet) < 20 or packet[9] != UDP:
        return None
    datagram = packet[(packet[0] & 15) * 4 :]
    message = datagram[8:]
    if len(message) <= HEADER_LENGTH + len(COOKIE) or struct.unpack("!H", datagram[2:4])[0] != SERVER_PORT:
        return None
    return message if message[0] == BOOT_REQUEST else None


def message_type(message):
    """What a client wants."""
    options = message[HEADER_LENGTH + len(COOKIE) :]
    place = 0
    while place < len(options) and options[place] != END:
        if options[place] == PAD:
            place += 1
        elif options[place] == MESSAGE_TYPE:
            return options[place + 2]
        else:
            place += 2 + options[place + 1]
    return None


def options_for(answer, subnet):
    """The options of an answer."""
    gateway = socket.inet_aton(str(subnet[1]))
    platform, metadata = socket.inet_aton(PLATFORM), socket.inet_aton(METADATA)
    routes = b"\x00" + gateway + b"\x20" + platform + gateway + b"\x20" + metadata + gateway
    options = {
        MESSAGE_TYPE: bytes([answer]),
        1: subnet.netmask.packed,
        3: gateway,
        6: platform,
        15: DOMAIN,
        51: FOR_EVER,
        54: platform,
        58: FOR_EVER,
        59: FOR_EVER,
        121: routes,
        245: platform,
    }
    return b"".join(bytes([code, len(value)]) + value for code, value in options.items()) + bytes([END])


def answer_to(message, address, subnet):
    """The message that answers a client's, or nothing."""
    answer = {DISCOVER: OFFER, REQUEST: ACKNOWLEDGE}.get(message_type(message))
    if answer is None:
        return None
    nobody = bytes(4)
    transaction, flags, client = message[4:8], message[10:12], message[28:44]
    addresses = nobody + socket.inet_aton(address) + socket.inet_aton(PLATFORM) + nobody
    header = bytes([BOOT_REPLY, 1, 6, 0]) + transaction + bytes(2) + flags + addresses + client + bytes(192)
    return header + COOKIE + options_for(answer, subnet)


def checksum(data):
    """The Internet's checksum (RFC 1071)."""
    padded = data + bytes(len(data) % 2)
    total = sum(struct.unpack(f"!{len(padded) // 2}H", padded))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def frame_around(message, client_mac, fabric_mac):
    """The Ethernet frame that brings a message to a client that has no address yet."""
    source, everyone = socket.inet_aton(PLATFORM), b"\xff\xff\xff\xff"
    length = 8 + len(message)
    # No checksum: UDP allows it over IPv4, and nothing lies between.
    datagram = struct.pack("!HHHH", SERVER_PORT, CLIENT_PORT, length, 0) + message
    header = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + length, 0, 0, 64, UDP, 0, source, everyone)
    header = header[:10] + struct.pack("!H", checksum(header)) + header[12:]
    return client_mac + fabric_mac + struct.pack("!H", ETHERNET_IPV4) + header + datagram


def main():
    port, machine, fabric, address, cidr = sys.argv[1:]
    client_mac, fabric_mac = (bytes.fromhex(mac.replace(":", "")) for mac in (machine, fabric))
    subnet = ipaddress.ip_network(cidr)
    wire = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETHERNET_IPV4))
    wire.bind((port, ETHERNET_IPV4))
    print("listening", flush=True)
    while True:
        message = question_in(wire.recv(2048))
        if message is None or message[28:34] != client_mac:
            continue
        answer = answer_to(message, address, subnet)
        if answer is not None:
            wire.send(frame_around(answer, client_mac, fabric_mac))


main()
